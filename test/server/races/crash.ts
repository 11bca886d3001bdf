import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { createDatabase, type DatabaseKind } from '../../support/databases.ts';
import { startRealServer, type RealServer } from '../../support/real-server.ts';
import { callServer, FLEET_ENVIRONMENT, hatch, type Reply } from './fleet.ts';

const USERS = 8;
const AT_ONCE = 24;
/** One coin for every step: what a buddy has is what it was paid for. */
const STEPS: Configuration = {
  coin_rules: [{ key: 'step', event_type: 'step', amount: 1 }],
};

export interface CrashReport {
  rounds: number;
  /** Answered with 200 before the process was killed. */
  acknowledged: number;
  /** Acknowledged, and not in the log. */
  lost: string[];
  /** Sentences about buddies whose books do not agree. */
  disagreements: string[];
}

/** The real process under load, killed in the middle of it, again and again; then its books are read. */
export async function crash(kind: DatabaseKind, rounds: number): Promise<CrashReport> {
  const database = await createDatabase(kind);
  const environment = { ...FLEET_ENVIRONMENT, ...database.environment };
  let server = await startRealServer(environment);
  try {
    const call = (method: string, path: string, body?: unknown) => callServer(server.url, method, path, body);
    await call('PUT', '/config/draft', STEPS);
    await call('POST', '/config/publish');
    const buddies = [];
    for (let i = 0; i < USERS; i++) buddies.push(await hatch(call, `user-${i}`));
    const acknowledged = new Map<string, Reply['body']>();
    for (let round = 0; round < rounds; round++) {
      await loadUntilKilled(server, round, acknowledged);
      server = await startRealServer(environment);
      await repeatSome(server, acknowledged);
    }
    return {
      rounds,
      acknowledged: acknowledged.size,
      ...(await readBooks(server, buddies, new Set(acknowledged.keys()))),
    };
  } finally {
    await server.kill();
    await database.drop();
  }
}

/** Every round ends after another number of answers, so that the kill falls into another moment. */
async function loadUntilKilled(
  server: RealServer,
  round: number,
  acknowledged: Map<string, Reply['body']>,
): Promise<void> {
  const enough = 40 + ((round * 137) % 400);
  let answered = 0;
  let next = 0;
  const run = async (): Promise<void> => {
    for (;;) {
      const number = next++;
      const event_id = `round-${round}-${number}`;
      const event = { event_id, user_id: `user-${number % USERS}`, type: 'step' };
      const answer = await callServer(server.url, 'POST', '/events', event).catch(killed);
      if (!answer) return;
      if (answer.status === 200) acknowledged.set(event_id, answer.body);
      if (++answered === enough) return server.kill();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}

/** What `fetch` throws when the process is gone. */
function killed(error: unknown): null {
  if (error instanceof TypeError) return null;
  throw error;
}

/** A client that never saw the answer sends again: it must be told what the first time did. */
async function repeatSome(server: RealServer, acknowledged: Map<string, Reply['body']>): Promise<void> {
  for (const [event_id, first] of [...acknowledged].slice(-20)) {
    const user_id = `user-${Number(event_id.split('-').at(-1)) % USERS}`;
    const { body } = await callServer(server.url, 'POST', '/events', { event_id, user_id, type: 'step' });
    if (body.duplicate && body.effects.coins === first.effects.coins) continue;
    throw new Error(`${event_id} was acknowledged, and its repeat was answered ${JSON.stringify(body)}.`);
  }
}

async function readBooks(
  { url }: RealServer,
  buddies: { user_id: string; buddy_id: string }[],
  acknowledged: ReadonlySet<string>,
): Promise<Pick<CrashReport, 'lost' | 'disagreements'>> {
  const logged = new Set<string>();
  const disagreements: string[] = [];
  for (const { user_id, buddy_id } of buddies) {
    const events = await readAll<{ event_id: string }>(url, `/events?user_id=${user_id}`);
    for (const { event_id } of events) logged.add(event_id);
    const ledger = await readAll<{ amount: number; balance_after: number }>(
      url,
      `/buddies/${buddy_id}/ledger?currency=coin`,
    );
    const { coins } = (await callServer(url, 'GET', `/buddies/${buddy_id}`)).body;
    const sum = ledger.reduce((total, row) => total + row.amount, 0);
    const last = ledger[0]?.balance_after ?? 0;
    const numbers = [events.length, ledger.length, sum, last, coins];
    if (new Set(numbers).size > 1) {
      disagreements.push(`${user_id}: events, ledger rows, their sum, last balance, coins are ${numbers.join(', ')}`);
    }
  }
  return { lost: [...acknowledged].filter((id) => !logged.has(id)), disagreements };
}

async function readAll<T>(url: string, path: string): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor = ''; ;) {
    const { body } = await callServer(url, 'GET', `${path}&limit=100${cursor && `&cursor=${cursor}`}`);
    rows.push(...body.data);
    if (!body.next_cursor) return rows;
    cursor = body.next_cursor;
  }
}

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, DATABASE_KINDS, type DatabaseKind } from '../support/databases.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { type Figure, median } from './measure.ts';
import { call, TEN_RULES } from './workspace.ts';

/**
 * History that is sent in batches: 60 past days, day after day, of many buddies. `HATCHED_GROWTH=events,buddies` says how
 * much; the whole is a million events over 20,000 buddies.
 */
const [EVENTS, BUDDIES] = (process.env['HATCHED_GROWTH'] ?? '30000,1000').split(',').map(Number) as [number, number];
const DAYS = 60;
const DAY_MS = 24 * 3600_000;
const BATCH = 500;
const SENDERS = 4;

export async function benchGrowth(): Promise<Figure[]> {
  const grown = { sqlite: await growthOn('sqlite'), postgres: await growthOn('postgres') };
  return [
    ...DATABASE_KINDS.flatMap((kind) => grown[kind].figures),
    figure('hatching on PostgreSQL against SQLite', grown.postgres.hatched / grown.sqlite.hatched, '×', 0.5, {
      holds: 'at least',
      detail: `${grown.postgres.hatched.toFixed(0)} against ${grown.sqlite.hatched.toFixed(0)} buddies a second: egg, ready, hatch`,
    }),
  ];
}

async function growthOn(kind: DatabaseKind): Promise<{ figures: Figure[]; hatched: number }> {
  const database = await createDatabase(kind);
  const environment = { HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0', ...database.environment };
  const server = await startRealServer(environment);
  try {
    const config = { ...TEN_RULES, leaderboards: [BOARD] };
    await call(server.url, 'PUT', '/config/draft', config);
    await call(server.url, 'POST', '/config/publish', {});
    const hatched = await hatchAll(server);
    const reading = await readerOf(server);
    const idle = await reading.during(3000);
    const rates: number[] = [];
    const slow: number[] = [];
    let peak = 0;
    const tenth = Math.floor(EVENTS / 10);
    for (let part = 0; part < 10; part++) {
      const started = performance.now();
      slow.push(...(await reading.while(ingest(server, part * tenth, tenth))));
      rates.push(tenth / ((performance.now() - started) / 1000));
      peak = Math.max(peak, await memoryOf(server.pid));
    }
    const around = await timesOf(server, `/leaderboards/board?around=${reading.buddy_id}`, 50);
    const log = await timesOf(server, '/events?type=lesson_completed&limit=100', 50);
    const bytes = kind === 'sqlite' ? (await stat(join(database.place.data_dir, 'hatched.db'))).size / EVENTS : null;
    const figures = [
      figure(`${kind}: the last tenth of ${EVENTS} events against the first`, rates[9]! / rates[0]!, '×', 0.9, {
        holds: 'at least',
        detail: `${rates.map((rate) => rate.toFixed(0)).join(' ')} events/s; memory at most ${peak.toFixed(0)} MB${bytes === null ? '' : `, ${bytes.toFixed(0)} bytes an event`}`,
      }),
      figure(`${kind}: a read of the state meanwhile, against idle`, median(slow) / median(idle), '×', 2, {
        detail: `p50 ${median(slow).toFixed(1)} ms, p99 ${at(slow, 0.99).toFixed(1)} ms; idle ${median(idle).toFixed(1)} and ${at(idle, 0.99).toFixed(1)} ms`,
      }),
      figure(`${kind}: around, of ${BUDDIES} buddies, against idle`, median(around) / median(idle), '×', 5, {
        detail: `p50 ${median(around).toFixed(1)} ms, p99 ${at(around, 0.99).toFixed(1)} ms`,
      }),
      figure(`${kind}: a page of events of a type, against idle`, median(log) / median(idle), '×', 15, {
        detail: `p50 ${median(log).toFixed(1)} ms, at most ${at(log, 1).toFixed(1)} ms`,
      }),
    ];
    return { figures, hatched };
  } finally {
    await server.kill();
    await database.drop();
  }
}

const BOARD = { key: 'board', label: 'Board', metric: 'coins_earned', window: 'all_time' };

function figure(
  what: string,
  value: number,
  unit: Figure['unit'],
  limit: number,
  { holds = 'at most', detail }: { holds?: Figure['holds']; detail: string },
): Figure {
  return { what, value, unit, limit, holds, detail };
}

/** Answers how many a second. */
async function hatchAll({ url }: RealServer): Promise<number> {
  const numbers = Array.from({ length: BUDDIES }, (_, n) => n);
  const started = performance.now();
  const hatchSome = async () => {
    for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) {
      const { egg_id } = await call<{ egg_id: string }>(url, 'POST', '/eggs', { user_id: `user-${n}` });
      await call(url, 'PATCH', `/eggs/${egg_id}`, { status: 'ready' });
      await call(url, 'POST', `/eggs/${egg_id}/hatch`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, hatchSome));
  return BUDDIES / ((performance.now() - started) / 1000);
}

/** Sends events `from` to `from + count`: of event n the buddy is `n mod BUDDIES`, and the day grows with n. */
async function ingest({ url }: RealServer, from: number, count: number): Promise<void> {
  let next = from;
  const now = Date.now();
  const send = async () => {
    while (next < from + count) {
      const first = next;
      next += BATCH;
      const events = Array.from({ length: Math.min(BATCH, from + count - first) }, (_, index) => {
        const n = first + index;
        const day = Math.floor((n * DAYS) / EVENTS);
        return {
          event_id: `n${n}`,
          user_id: `user-${n % BUDDIES}`,
          type: 'lesson_completed',
          properties: { score: 0.92, minutes: 12 },
          occurred_at: new Date(now - (DAYS - day) * DAY_MS).toISOString(),
        };
      });
      await call(url, 'POST', '/events/batch', { events });
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

/** Reads one buddy's state, ten times a second. */
async function readerOf({ url }: RealServer) {
  const { data } = await call<{ data: { buddy_id: string; user_id: string }[] }>(url, 'GET', '/buddies?limit=1');
  const { buddy_id, user_id } = data[0]!;
  const body = { buddy_id, user_id, scopes: ['read'] };
  const { token } = await call<{ token: string }>(url, 'POST', '/widget-sessions', body);
  const read = async (): Promise<number> => {
    const started = performance.now();
    const answer = await fetch(`${url}/api/v1/widget/state`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    return performance.now() - started;
  };
  const until = async (isOver: () => boolean): Promise<number[]> => {
    const times: number[] = [];
    while (!isOver()) {
      times.push(await read());
      await new Promise<void>((resolve) => void setTimeout(resolve, 100));
    }
    return times;
  };
  return {
    buddy_id,
    during(ms: number) {
      const end = performance.now() + ms;
      return until(() => performance.now() > end);
    },
    async while(work: Promise<void>) {
      let isOver = false;
      const [times] = await Promise.all([until(() => isOver), work.finally(() => (isOver = true))]);
      return times;
    },
  };
}

async function timesOf({ url }: RealServer, path: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await call(url, 'GET', path);
    times.push(performance.now() - started);
  }
  return times;
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Resident, in MB; of this machine's kind alone. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

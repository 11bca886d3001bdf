import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, type DatabaseKind } from '../../../support/databases.ts';
import { FLEET_ENVIRONMENT, hatch } from '../fleet.ts';
import { createHerd, type Herd } from './herd.ts';
import { GONE, startTroubledReceiver, STEADY, TROUBLED } from './receiver.ts';
import { judge, noFaults, readLog, type Faults, type Logged } from './verdict.ts';

export interface CrashSetup {
  name: string;
  kind: DatabaseKind;
  processes: number;
  events: number;
  kills: number;
  redis?: RedisToLose;
  postgres?: { restart(): Promise<void> };
}

export interface RedisToLose {
  url: string;
  stop(): Promise<void>;
  /** Empty. */
  start(): Promise<void>;
}

export interface WebhookCrashReport extends Faults {
  name: string;
  events: number;
  kills: number;
  /** Rows of the log. */
  owed: number;
  succeeded: number;
  failed: number;
  /** What came in, repeats included. */
  requests: number;
  seconds: number;
}

const USERS = 8;
const AT_ONCE = 24;
const LOOK_MS = 200;
const ENDPOINTS = [STEADY, TROUBLED, GONE];

/**
 * Events of several users, each owed to three endpoints, while processes are killed, Redis comes back empty and PostgreSQL
 * is restarted. Events are sent until they are acknowledged, as a careful client does; then the log is compared with what
 * the receiver saw.
 */
export async function crashWebhooks(setup: CrashSetup): Promise<WebhookCrashReport> {
  const started = performance.now();
  const { kind, processes, redis } = setup;
  const database = await createDatabase(kind);
  const receiver = await startTroubledReceiver(Math.floor(setup.events / 3));
  const herd = createHerd({
    ...FLEET_ENVIRONMENT,
    ...database.environment,
    HATCHED_LOG_LEVEL: 'error',
    HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
    ...(redis && { REDIS_URL: redis.url }),
  });
  try {
    await herd.add();
    const endpoints = await prepare(herd, receiver.url);
    for (let process = 1; process < processes; process++) await herd.add();
    const ids = await sendAll(herd, setup);
    await untilNothingIsOwed(herd, [...endpoints.values()]);
    const faults = noFaults();
    const rows: Logged[] = [];
    for (const [path, endpoint_id] of endpoints) {
      const log = await readLog(herd, endpoint_id);
      judge({ path, events: ids, log, seen: receiver.seen, disasters: herd.disasters }, faults);
      rows.push(...log);
    }
    const gone = (await herd.call('GET', `/webhook-endpoints/${endpoints.get(GONE)}`)).body;
    if (gone.disabled?.reason !== 'gone') faults.disagreements.push(`${GONE}: answered 410 and is not disabled`);
    const count = (status: string) => rows.filter((row) => row.status === status).length;
    return {
      name: setup.name,
      events: ids.length,
      kills: setup.kills,
      owed: rows.length,
      succeeded: count('succeeded'),
      failed: count('failed'),
      requests: [...receiver.seen.values()].reduce((sum, { requests }) => sum + requests.length, 0),
      seconds: (performance.now() - started) / 1000,
      ...faults,
    };
  } finally {
    await herd.stop();
    await receiver.close();
    await database.drop();
  }
}

/** One coin for every step; the endpoints by their paths. */
async function prepare(herd: Herd, url: string): Promise<Map<string, string>> {
  const call = herd.call;
  await call('PUT', '/config/draft', {
    coin_rules: [{ key: 'step', event_type: 'step', amount: 1 }],
    species: [{ key: 'owl' }],
    stages: [{ stage: 1, label: 'Hatchling' }],
  });
  await call('POST', '/config/publish');
  for (let user = 0; user < USERS; user++) await hatch(call, `user-${user}`);
  const endpoints = new Map<string, string>();
  for (const path of ENDPOINTS) {
    const { body } = await call('POST', '/webhook-endpoints', { url: url + path, events: ['coin.earned'] });
    endpoints.set(path, body.endpoint_id);
  }
  return endpoints;
}

/** Answers the ids of the events, all of them acknowledged. Most kills come meanwhile, the last ones when only retries are left. */
async function sendAll(herd: Herd, setup: CrashSetup): Promise<string[]> {
  const ids = Array.from({ length: setup.events }, (_, index) => `event-${index}`);
  const steps = stepsOf(herd, setup);
  let disasters: Promise<void> = Promise.resolve();
  let sent = 0;
  const run = async (): Promise<void> => {
    for (;;) {
      const number = sent++;
      if (number >= ids.length) return;
      const due = steps.filter(({ at }) => at === number);
      for (const { carryOut } of due) disasters = disasters.then(carryOut);
      const event = { event_id: ids[number], user_id: `user-${number % USERS}`, type: 'step' };
      const { status, body } = await herd.call('POST', '/events', event);
      if (status !== 200) throw new Error(`${ids[number]} was answered ${status}: ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  await disasters;
  for (const { at, carryOut } of steps) if (at >= ids.length) await carryOut();
  return ids;
}

interface Step {
  /** Before the event with this number; beyond the last: when all have been sent. */
  at: number;
  carryOut(): Promise<void>;
}

function stepsOf(herd: Herd, { events, kills, redis, postgres }: CrashSetup): Step[] {
  const part = (share: number) => Math.floor(events * share);
  const late = Math.min(2, kills - 1);
  const steps: Step[] = Array.from({ length: kills }, (_, kill) => ({
    at: kill < kills - late ? part((kill + 1) / (kills - late + 1)) : events,
    carryOut: herd.killOne,
  }));
  if (redis) {
    steps.push({ at: part(0.3), carryOut: () => redis.stop() }, { at: part(0.55), carryOut: () => redis.start() });
  }
  if (postgres) steps.push({ at: part(0.7), carryOut: () => herd.during(postgres.restart) });
  return steps;
}

async function untilNothingIsOwed(herd: Herd, endpoint_ids: string[]): Promise<void> {
  for (const id of endpoint_ids) {
    const path = `/webhook-endpoints/${id}/deliveries?status=pending&limit=1`;
    while ((await herd.call('GET', path)).body.data.length > 0) await pause(LOOK_MS);
  }
}

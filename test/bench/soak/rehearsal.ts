import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, type DatabaseKind } from '../../support/databases.ts';
import { type RealServer, startRealServer } from '../../support/real-server.ts';
import { type DistantLine, startDistantLine } from './lines.ts';
import { capacity, openLoop } from './open-loop.ts';
import { collectGarbage, type Held, heldBy, INSPECTABLE, larger } from './memory.ts';
import type { Phase } from './report.ts';
import { startTrouble, type Troubles } from './trouble.ts';
import { Workload } from './workload.ts';

const CALLERS = 32;
const LOOK_MS = 1000;

export interface Rehearsal {
  kind: DatabaseKind;
  /** Calls a second. */
  most: number;
  /** Seconds. */
  each: number;
  rest: number;
  phases: Phase[];
  /** What there was of it, in the third phase. */
  troubles: Troubles;
  /** `collected`: once its garbage was collected, at the very end. */
  held: { before: Held; peak: Held; after: Held; collected: Held };
  /** How long after the trouble the server called itself ready; null where it did not. */
  ready_ms: number | null;
  acknowledged: { events: number; grants: number };
  missing: string[];
}

export interface Lengths {
  /** Seconds of each phase. */
  each: number;
  /** Seconds of quiet before what is held is looked at again. */
  rest: number;
  /** Where the lines to PostgreSQL and Redis lead; what is not there is not disturbed. */
  redisUrl: string | undefined;
}

/** A bad day on one database: what a server of its own did under it. */
export async function rehearse(kind: DatabaseKind, { each, rest, redisUrl }: Lengths): Promise<Rehearsal> {
  await using undo = new AsyncDisposableStack();
  const database = await createDatabase(kind);
  undo.defer(() => database.drop());
  const lineTo = async (target: string | undefined, port: number): Promise<DistantLine | undefined> =>
    target === undefined ? undefined : undo.adopt(await startDistantLine(target, port), (line) => line.close());
  const postgres = await lineTo(database.place.databaseUrl, 5432);
  const redis = await lineTo(redisUrl, 6379);
  const server = undo.adopt(
    await startRealServer({
      ...database.environment,
      ...INSPECTABLE,
      HATCHED_DEMO: '0',
      HATCHED_LOG_LEVEL: 'error',
      HATCHED_SECRET_KEY_RATE: '10000000',
      HATCHED_SEAT_RATE: '10000000',
      // Each visitor has an address of its own, and so its own limits; bad company shares that of this machine.
      HATCHED_TRUST_PROXY: '1',
      ...(postgres && { DATABASE_URL: postgres.url }),
      ...(redis && { REDIS_URL: redis.url }),
    }),
    (one) => one.stop(),
  );
  const load = undo.adopt(await Workload.on(server), (one) => one.hangUp());

  await capacity(load, CALLERS, each / 5);
  const most = await capacity(load, CALLERS, each / 5);
  await load.hangUp();
  const before = await heldBy(server);
  let peak = before;
  const look = () =>
    heldBy(server).then(
      (held) => (peak = larger(peak, held)),
      // On a busy machine it is looked at less often.
      () => undefined,
    );
  const watch = setInterval(() => void look(), LOOK_MS);
  undo.defer(() => clearInterval(watch));

  const phases: Phase[] = [];
  const phase = async (name: string, share: number) =>
    void phases.push({ name: `${name} (${share})`, timed: await openLoop(load, most * share, each) });
  await phase('before', 0.5);
  await phase('before', 0.8);
  const { picture, token } = load;
  const trouble = startTrouble({ url: server.url, picture, token, database: postgres, redis });
  await phase('during', 0.5);
  const troubles = trouble.stop();
  const ready_ms = await readyAfter(server);
  await phase('after', 0.5);

  await load.hangUp();
  await pause(rest * 1000);
  clearInterval(watch);
  const after = await heldBy(server);
  await collectGarbage(server);
  return {
    kind,
    most,
    each,
    rest,
    phases,
    troubles,
    held: { before, peak, after, collected: await heldBy(server) },
    ready_ms,
    acknowledged: load.acknowledged.counts,
    missing: await load.missing(),
  };
}

async function readyAfter({ url }: RealServer): Promise<number | null> {
  const began = performance.now();
  const deadline = began + 30_000;
  while (performance.now() < deadline) {
    const status = await fetch(`${url}/health/ready`).then(
      (answer) => answer.status,
      () => null,
    );
    if (status === 200) return Math.round(performance.now() - began);
    await pause(100);
  }
  return null;
}

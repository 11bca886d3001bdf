import { createDatabase, DATABASE_KINDS, type DatabaseKind } from '../../support/databases.ts';
import { startLine, type Line } from '../../support/line.ts';
import { startRealServer } from '../../support/real-server.ts';
import { machine } from '../measure.ts';
import { capacity, openLoop } from './open-loop.ts';
import { codeTable, heldBy, latencyTable, table, whereMemoryIs, type Held, type Phase } from './report.ts';
import { startTrouble } from './trouble.ts';
import { Workload } from './workload.ts';

/**
 * `npm run soak`: ten minutes of mixed load on each database, with bad company in the middle; `--minutes=1` and
 * `--store=sqlite` make it shorter. PostgreSQL is TEST_DATABASE_URL, Redis TEST_REDIS_URL, reached over lines that are cut
 * and hung. Fails where something that was acknowledged is missing.
 */
const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const minutes = Number(option('minutes') ?? 10);
const chosen = option('store');
const stores = DATABASE_KINDS.filter((kind) => chosen === undefined || kind === chosen);
if (!(minutes > 0 && minutes <= 120) || stores.length === 0) {
  console.error('Usage: npm run soak -- [--minutes=10] [--store=sqlite|postgres]');
  process.exit(2);
}

/** Once the trouble is over, as long as it takes what is dropped after a minute to be dropped. */
const REST_MS = Math.min(75_000, minutes * 60_000);
const MAY_GROW = 1.3;

console.log(machine());
let isWhole = true;
for (const kind of stores) isWhole = (await soak(kind, ((minutes / stores.length) * 60) / 5)) && isWhole;
process.exitCode = isWhole ? 0 : 1;

async function soak(kind: DatabaseKind, seconds: number): Promise<boolean> {
  const database = await createDatabase(kind);
  const lines: Line[] = [];
  const through = async (url: string | undefined, port: number) => {
    if (url === undefined) return { line: undefined, url };
    const target = new URL(url);
    const line = await startLine(target, port);
    lines.push(line);
    target.hostname = '127.0.0.1';
    target.port = String(line.port);
    return { line, url: target.href };
  };
  const postgres = await through(database.place.database_url, 5432);
  const redis = await through(process.env['TEST_REDIS_URL'], 6379);
  const server = await startRealServer({
    ...database.environment,
    HATCHED_DEMO: '0',
    HATCHED_LOG_LEVEL: 'error',
    HATCHED_SECRET_KEY_RATE: '10000000',
    ...(postgres.url && { DATABASE_URL: postgres.url }),
    ...(redis.url && { REDIS_URL: redis.url }),
  });
  const load = await Workload.on(server);
  try {
    await capacity(load, 32, seconds / 5);
    const most = await capacity(load, 32, seconds / 5);
    const before = await heldBy(server);
    let peak: Held = before;
    const watch = setInterval(() => void heldBy(server).then((held) => (peak = larger(peak, held))), 1000);
    const phases: Phase[] = [];
    const phase = async (name: string, share: number) => {
      phases.push({ name: `${name} (${share})`, timed: await openLoop(load, most * share, seconds) });
    };
    await phase('before', 0.5);
    await phase('before', 0.8);
    const { picture, token } = load;
    const trouble = startTrouble({ url: server.url, picture, token, database: postgres.line, redis: redis.line });
    await phase('during', 0.5);
    trouble.stop();
    await phase('after', 0.5);
    clearInterval(watch);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const after = await heldBy(server);
    const missing = await load.missing();
    console.log(`\n━━ ${kind}: ${Math.round(most)} calls a second at most; each phase ${Math.round(seconds)} s\n`);
    console.log(`${latencyTable(phases)}\n\n${codeTable(phases)}\n`);
    console.log(
      table([
        ['', 'before', 'peak', `${REST_MS / 1000} s after`],
        ['memory, MB', ...[before, peak, after].map(({ megabytes }) => String(megabytes))],
        ['file descriptors', ...[before, peak, after].map(({ descriptors }) => String(descriptors ?? '–'))],
      ]),
    );
    console.log(`\nacknowledged ${load.acknowledged.size}, missing ${missing.length} ${missing.slice(0, 5).join(' ')}`);
    if (after.megabytes > before.megabytes * MAY_GROW)
      console.log(`memory is above ${MAY_GROW} × of before: ${await whereMemoryIs(server)}`);
    return missing.length === 0;
  } finally {
    await load.close();
    await server.stop();
    for (const line of lines) await line.close();
    await database.drop();
  }
}

function larger(a: Held, b: Held): Held {
  return {
    megabytes: Math.max(a.megabytes, b.megabytes),
    descriptors: a.descriptors === null || b.descriptors === null ? null : Math.max(a.descriptors, b.descriptors),
  };
}

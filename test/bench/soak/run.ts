import { DATABASE_KINDS } from '../../support/databases.ts';
import { startPostgres } from '../../support/postgres.ts';
import { startRedis } from '../../support/redis.ts';
import { machine } from '../measure.ts';
import { memoryRows, memoryVerdict } from './memory.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';
import { codeTable, latencyTable, table, troubleLine } from './report.ts';
import { faultsOf } from './verdict.ts';

/**
 * `npm run soak`: ten minutes of mixed load, half of them on each database's server, with bad company in the middle;
 * `--minutes=1` and `--store=sqlite` make it shorter. PostgreSQL is TEST_DATABASE_URL, else one that npm brings; Redis is
 * TEST_REDIS_URL, else the `redis-server` that is installed, else none. Both are reached over lines that are cut and hung.
 * Fails where something that was acknowledged is missing, an answer has a code that nothing explains, so many calls wait
 * that the next could not be sent, or file descriptors stay open; never for times or memory.
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

/** Two fifths of a phase to find out what it can do, and four phases. */
const PHASES = 4.4;
const all = (minutes * 60) / stores.length;
/** In ten minutes it is one, by which what is dropped after a minute has been dropped. */
const rest = Math.min(75, all / 5);
const each = (all - rest) / PHASES;

console.log(machine());
const postgres = stores.includes('postgres') ? await startPostgres({ durable: true }) : undefined;
if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url;
const redis = process.env['TEST_REDIS_URL'] ? undefined : await startRedis().catch(() => undefined);
const redisUrl = process.env['TEST_REDIS_URL'] ?? redis?.url;
try {
  let passed = 0;
  for (const kind of stores) {
    const rehearsal = await rehearse(kind, { each, rest, redisUrl });
    print(rehearsal);
    const faults = faultsOf(rehearsal);
    faults.forEach((fault) => console.log(`FAULT ${kind}: ${fault}`));
    if (faults.length === 0) passed++;
  }
  console.log(`\n${passed} passed, ${stores.length - passed} failed`);
  process.exitCode = passed === stores.length ? 0 : 1;
} finally {
  await redis?.stop();
  await postgres?.stop();
}

function print({ kind, most, phases, troubles, held, ready_ms, acknowledged, missing }: Rehearsal): void {
  const { before, peak, after, collected } = held;
  console.log(`\n━━ ${kind}: ${Math.round(most)} calls a second at most; each phase ${Math.round(each)} s\n`);
  console.log(`${latencyTable(phases)}\n\n${codeTable(phases)}\n\n${troubleLine(kind, troubles)}\n`);
  console.log(
    table([
      ['', 'before', 'peak', `${Math.round(rest)} s after`, 'garbage collected'],
      ...memoryRows([before, peak, after, collected]),
    ]),
  );
  console.log(memoryVerdict(held));
  console.log(`\nready again after the trouble: ${ready_ms === null ? 'no' : `${ready_ms} ms`}`);
  console.log(
    `acknowledged: ${acknowledged.events} events, ${acknowledged.grants} grants; missing: ${missing.length} ${missing.slice(0, 5).join(' ')}`,
  );
}

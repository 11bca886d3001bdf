import { type Figure, holds, machine, table } from './measure.ts';

/**
 * `npm run bench`: every figure of docs/decisions.md as a table; fails where one misses its limit. Names of benches as
 * arguments run those alone; `--rounds=N` changes how often each is repeated.
 */
const BENCHES: Record<string, () => Promise<(rounds: number) => Promise<Figure[]>>> = {
  start: async () => (await import('./start.ts')).benchStart,
  state: async () => (await import('./state.ts')).benchState,
  'ingest-sqlite': async () => (await import('./ingest-sqlite.ts')).benchIngestSqlite,
  'ingest-postgres': async () => (await import('./ingest-postgres.ts')).benchIngestPostgres,
  explaining: async () => (await import('./explaining.ts')).benchExplaining,
  'webhooks-ingest': async () => (await import('./webhooks/ingest.ts')).benchIngestWithWebhooks,
  'webhooks-throughput': async () => (await import('./webhooks/throughput.ts')).benchThroughput,
  'webhooks-latency': async () => (await import('./webhooks/latency.ts')).benchLatency,
  growth: async () => (await import('./growth/growth.ts')).benchGrowth,
  pictures: async () => (await import('./pictures.ts')).benchPictures,
  'first-render': async () => (await import('./first-render.ts')).benchFirstRender,
  'standing-still': async () => (await import('./standing-still.ts')).benchStandingStill,
  felt: async () => (await import('./felt.ts')).benchFelt,
  cold: async () => (await import('./cold.ts')).benchCold,
};

const arguments_ = process.argv.slice(2);
const rounds = Number(arguments_.find((argument) => argument.startsWith('--rounds='))?.slice('--rounds='.length) ?? 5);
const wanted = arguments_.filter((argument) => !argument.startsWith('--'));
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

console.log(machine());
const figures: Figure[] = [];
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bench = await load();
  figures.push(...(await bench(rounds)));
}
console.log(table(figures));
process.exitCode = figures.every(holds) ? 0 : 1;

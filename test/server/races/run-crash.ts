import { DATABASE_KINDS } from '../../support/databases.ts';
import { startPostgres } from '../../support/postgres.ts';
import { crash } from './crash.ts';

/** `npm run crash`: `kill -9` of the real process in the middle of load, twenty rounds on each store (`--rounds=N`). */
const rounds = Number(
  process.argv.find((argument) => argument.startsWith('--rounds='))?.slice('--rounds='.length) ?? 20,
);
const postgres = await startPostgres();
process.env['TEST_DATABASE_URL'] = postgres.url;
try {
  for (const kind of DATABASE_KINDS) {
    const { acknowledged, lost, disagreements } = await crash(kind, rounds);
    console.log(`${kind}: ${rounds} rounds, ${acknowledged} events acknowledged, ${lost.length} lost`);
    for (const sentence of [...lost.map((id) => `lost: ${id}`), ...disagreements]) console.log(`  ${sentence}`);
    if (lost.length > 0 || disagreements.length > 0) process.exitCode = 1;
  }
} finally {
  await postgres.stop();
}

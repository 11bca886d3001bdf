import { startPostgres } from './postgres.ts';

/** One PostgreSQL server for all test files; each makes databases of its own in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env['TEST_DATABASE_URL'] = server.url;
  return () => server.stop();
}

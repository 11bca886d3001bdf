import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { customerOf } from '../support/customer.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { openStream } from '../support/event-stream.ts';
import { LESSONS } from '../support/lessons.ts';
import { expectNoStart, startRealServer } from '../support/real-server.ts';
import { startOwnPostgres, type OwnPostgres } from '../support/postgres.ts';
import { startPgBouncer } from './support/pgbouncer.ts';

/** What docs/operating.md says of PgBouncer, with the one that is installed. */
let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await startOwnPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
});
afterAll(() => postgres?.stop());

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase('postgres');
});
afterEach(() => database.drop());

const through = (url: string) => ({ ...database.environment, DATABASE_URL: url, HATCHED_DEMO: '0' });

it('two processes work through session mode, set as documented, and hear each other', async () => {
  await using pooler = await startPgBouncer(database.place.databaseUrl!);
  await using undo = new AsyncDisposableStack();
  const start = async () => undo.adopt(await startRealServer(through(pooler.url)), (server) => server.stop());
  const [one, other] = [await start(), await start()];
  const customer = customerOf(one.url);
  await customer.call('/config/draft', LESSONS, 'PUT');
  await customer.call('/config/publish', {});
  const users = Array.from({ length: 24 }, (_, index) => `user ${index}`);
  await Promise.all(users.map((user_id) => customer.hatch(user_id)));
  const headers = { authorization: `Bearer ${await customer.session(users[0]!)}` };
  const stream = await openStream(`${other.url}/api/v1/widget/stream`, headers);
  undo.defer(() => stream.close());
  const before = (await stream.next())!.data.version;
  // As many at once as make each process use all of its connections.
  const events = users.flatMap((user_id) =>
    [1, 2, 3, 4].map((n) => ({ event_id: `${user_id} ${n}`, user_id, type: 'lesson' })),
  );
  const answers = await Promise.all(
    events.map((event, index) => customerOf([one, other][index % 2]!.url).call('/events', event)),
  );
  expect(answers.every(({ duplicate }) => !duplicate)).toBe(true);
  expect((await stream.next())!.data.version).toBeGreaterThan(before);
});

it.each(['transaction', 'statement'] as const)('%s mode is refused at the start, in a sentence', async (pool_mode) => {
  await using pooler = await startPgBouncer(database.place.databaseUrl!, { pool_mode });
  const { code, output } = await expectNoStart(through(pooler.url));
  expect(code).toBe(1);
  expect(output).toContain('docs/operating.md');
  expect(output).toMatch(/DATABASE_URL leads through a pooler in transaction or statement mode|a pooler before it/);
});

it('what it refuses without the documented line is repeated', async () => {
  await using pooler = await startPgBouncer(database.place.databaseUrl!, { without: 'ignore_startup_parameters' });
  const { code, output } = await expectNoStart(through(pooler.url));
  expect(code).toBe(1);
  expect(output).toMatch(/a pooler before it, refuses the connection \(unsupported startup parameter/);
});

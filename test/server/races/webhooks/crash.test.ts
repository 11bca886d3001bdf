import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOwnPostgres, type OwnPostgres } from '../../../support/postgres.ts';
import { crashWebhooks } from './crash.ts';
import { noFaults } from './verdict.ts';

// The same with 5,000 events and ten kills: `npm run crash -- webhooks`; with Redis in test/server/redis.
const SMALL = { events: 200, kills: 3 };
const LONG = { timeout: 600_000 };

let postgres: OwnPostgres;
beforeAll(async () => {
  // It is restarted in the middle.
  postgres = await startOwnPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
});
afterAll(() => postgres.stop());

// They wait for curves and leases most of the time.
test.concurrent('on SQLite, killed in the middle, every delivery owed arrives', LONG, async () => {
  const report = await crashWebhooks({ name: 'SQLite', kind: 'sqlite', processes: 1, ...SMALL });
  expect(report).toMatchObject({ owed: 3 * SMALL.events, ...noFaults() });
});

test.concurrent('and on PostgreSQL with three processes, restarted in the middle', LONG, async () => {
  const report = await crashWebhooks({ name: 'PostgreSQL', kind: 'postgres', processes: 3, postgres, ...SMALL });
  expect(report).toMatchObject({ owed: 3 * SMALL.events, ...noFaults() });
});

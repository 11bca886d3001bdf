import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifySignature } from '../../src/sdk/webhooks/index.ts';
import { type Customer, customerOf } from '../support/customer.ts';
import { createDatabase, DATABASE_KINDS, execute, type TestDatabase } from '../support/databases.ts';
import { LESSONS } from '../support/lessons.ts';
import { type RealServer, startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { runDocumented } from './support/documented.ts';
import { type InstalledPostgres, startInstalledPostgres } from './support/own-postgres.ts';

/** A backup under load, and a server that starts on it somewhere else, by the commands of docs/operating.md. */
const SETTINGS = {
  HATCHED_DEMO: '0',
  HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
  HATCHED_SIGNING_SECRET: 'a secret of the tests, long enough',
  // Links of both servers begin alike.
  HATCHED_PUBLIC_URL: 'https://buddy.test',
};

let postgres: InstalledPostgres;
beforeAll(async () => {
  postgres = await startInstalledPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
});
afterAll(() => postgres?.stop());

let outside: Awaited<ReturnType<typeof temporaryDirectory>>;
let receiver: Receiver;
beforeEach(async () => {
  outside = await temporaryDirectory();
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.close();
  await outside.remove();
});

interface Copy {
  environment: Record<string, string>;
  drop(): Promise<void>;
}

async function backUp({ kind, place, environment }: TestDatabase): Promise<void> {
  const instead = { '/backups': outside.path };
  if (kind === 'sqlite')
    await runDocumented('npm run backup', { instead: { ...instead, '/var/lib/hatched': place.data_dir } });
  else await runDocumented('pg_dump --format', { instead, path: [postgres.tools], env: { ...environment } });
}

async function restore({ kind, place }: TestDatabase): Promise<Copy> {
  const instead = { '/backups': outside.path };
  if (kind === 'sqlite') {
    const directory = join(outside.path, 'restored');
    await runDocumented('cp -a', { instead: { ...instead, '/var/lib/hatched-restored': directory } });
    return { environment: { DATA_DIR: directory }, drop: async () => undefined };
  }
  const name = `${new URL(place.database_url!).pathname.slice(1)}_restored`;
  const url = new URL(`/${name}`, postgres.url);
  await runDocumented('pg_restore', {
    instead: { ...instead, buddy_restored: name },
    path: [postgres.tools],
    env: { ADMIN_URL: postgres.url, RESTORED_URL: url.href },
  });
  const directory = join(outside.path, 'restored');
  await mkdir(directory);
  return {
    environment: { DATABASE_URL: url.href, DATA_DIR: directory },
    drop: async () => void (await execute(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

interface Life {
  users: string[];
  buddies: string[];
  tokens: string[];
  endpoint: { endpoint_id: string; secret: string };
}

/** Some of everything that is kept. */
async function live(customer: Customer): Promise<Life> {
  await customer.call('/config/draft', LESSONS, 'PUT');
  await customer.call('/config/publish', {});
  const endpoint = await customer.call('/webhook-endpoints', { url: receiver.url, events: ['buddy.hatched'] });
  const users = ['ada', 'bob'];
  const buddies: string[] = [];
  for (const user_id of users) {
    const buddy_id = await customer.hatch(user_id);
    buddies.push(buddy_id);
    await customer.call('/events', { event_id: `${user_id} 1`, user_id, type: 'lesson' });
    await customer.call(`/buddies/${buddy_id}/coins`, { amount: 40, reason: 'a gift' });
    await customer.call(`/buddies/${buddy_id}/purchases`, { item_id: 'hat' });
    const { operation_id } = await customer.call(`/buddies/${buddy_id}/equipment`, { equip: ['hat'] }, 'PUT');
    await customer.call(`/operations/${operation_id}?wait_ms=30000`);
  }
  await customer.call('/eggs', { user_id: 'waiting' });
  const tokens = await Promise.all([...users, 'waiting'].map((user_id) => customer.session(user_id)));
  await receiver.count(users.length);
  return { users, buddies, tokens, endpoint };
}

/** What customers and pages are shown of it. */
async function shown({ url }: RealServer, { users, buddies, tokens }: Life) {
  const { call } = customerOf(url);
  const each = <T>(list: string[], read: (one: string) => Promise<T>) => Promise.all(list.map(read));
  const asPage = async (token: string, path: string) =>
    (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const states = await each(tokens, (token) => asPage(token, '/widget/state'));
  return {
    states,
    shops: await each(tokens.slice(0, users.length), (token) => asPage(token, '/widget/marketplace')),
    pictures: await each(
      states.map(({ buddy, egg }) => new URL((buddy ?? egg).image.url).pathname),
      async (path) =>
        createHash('sha256')
          .update(await (await fetch(url + path)).text())
          .digest('hex'),
    ),
    buddies: await each(buddies, (id) => call(`/buddies/${id}`)),
    ledgers: await each(buddies, (id) => call(`/buddies/${id}/ledger`)),
    events: await each(users, (user_id) => call(`/events?user_id=${user_id}`)),
    exports: await each(users, (user_id) => call(`/users/${user_id}/export`)),
    versions: await call('/config/versions'),
    keys: (await call('/api-keys')).data.map(({ last_used_at: _, ...key }: { last_used_at: unknown }) => key),
    endpoints: await call('/webhook-endpoints'),
  };
}

describe.each(DATABASE_KINDS)('a backup of %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(kind);
  });
  afterEach(() => database.drop());

  it('is made under load, and a server on it shows and keeps what was there', async () => {
    await using undo = new AsyncDisposableStack();
    const server = undo.adopt(await startRealServer({ ...database.environment, ...SETTINGS }), (one) => one.stop());
    const customer = customerOf(server.url);
    const life = await live(customer);
    const busy = await customer.hatch('busy');

    const acknowledged: string[] = [];
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++)
        acknowledged.push(
          (await customer.call('/events', { event_id: `busy ${n}`, user_id: 'busy', type: 'lesson' })).evt_id,
        );
    })();
    await expect.poll(() => acknowledged.length).toBeGreaterThan(3);
    const certain = [...acknowledged];
    await backUp(database);
    writing = false;
    await writer;

    const copy = await restore(database);
    undo.defer(() => copy.drop());
    const restored = undo.adopt(await startRealServer({ ...SETTINGS, ...copy.environment }), (one) => one.stop());
    expect(await shown(restored, life)).toEqual(await shown(server, life));

    // Of what came during the copy, all that was acknowledged before it, and nothing by halves.
    const there = customerOf(restored.url);
    for (const evt_id of certain) expect((await there.call(`/events/${evt_id}`)).user_id).toBe('busy');
    const { data: ledger } = await there.call(`/buddies/${busy}/ledger?currency=coin`);
    expect((await there.call(`/buddies/${busy}`)).coins).toBe(ledger[0].balance_after);

    // Sealed secrets can be opened, repeats are known, and it goes on.
    receiver.received.length = 0;
    await there.call(`/webhook-endpoints/${life.endpoint.endpoint_id}/test`, {});
    await receiver.count(1);
    const { body, headers } = receiver.received[0]!;
    expect(verifySignature(body, headers, life.endpoint.secret)).toBe(true);
    const lesson = { user_id: 'ada', type: 'lesson' };
    expect(await there.call('/events', { ...lesson, event_id: 'ada 1' })).toMatchObject({ duplicate: true });
    expect(await there.call('/events', { ...lesson, event_id: 'ada 2' })).toMatchObject({ duplicate: false });
    expect(await there.hatch('newcomer')).toMatch(/^buddy_/);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifySignature } from '../../src/sdk/webhooks/index.ts';
import { customerOf } from '../support/customer.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../support/databases.ts';
import { startRealServer } from '../support/real-server.ts';
import { backUp, restore } from './support/copies.ts';
import { live, shown } from './support/life.ts';
import { type InstalledPostgres, startInstalledPostgres } from './support/own-postgres.ts';
import { surroundings } from './support/surroundings.ts';

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

const outside = surroundings();

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
    const life = await live(customer, outside.receiver);
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
    const place = { folder: outside.folder, postgres };
    await backUp(database, place);
    writing = false;
    await writer;

    const copy = await restore(database, place);
    undo.defer(() => copy.drop());
    const restored = undo.adopt(await startRealServer({ ...SETTINGS, ...copy.environment }), (one) => one.stop());
    expect(await shown(restored, life)).toEqual(await shown(server, life));

    // Of what came during the copy, all that was acknowledged before it, and nothing by halves.
    const there = customerOf(restored.url);
    for (const evt_id of certain) expect((await there.call(`/events/${evt_id}`)).user_id).toBe('busy');
    const { data: ledger } = await there.call(`/buddies/${busy}/ledger?currency=coin`);
    expect((await there.call(`/buddies/${busy}`)).coins).toBe(ledger[0].balance_after);

    // Sealed secrets can be opened, repeats are known, and it goes on.
    const { receiver } = outside;
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

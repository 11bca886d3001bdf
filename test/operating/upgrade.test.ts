import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerOf } from '../support/customer.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../support/databases.ts';
import { expectNoStart, type RealServer, startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { backUp, restore } from './support/copies.ts';
import { earlierVersion } from './support/earlier.ts';
import { live, shown } from './support/life.ts';
import { type InstalledPostgres, startInstalledPostgres } from './support/own-postgres.ts';
import { surroundings } from './support/surroundings.ts';

/** "Upgrade, and the way back" of docs/operating.md, from an earlier version whose databases are migrated, and back to it. */
const SETTINGS = {
  HATCHED_DEMO: '0',
  HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
  // Links of all servers begin alike.
  HATCHED_PUBLIC_URL: 'https://buddy.test',
};

let postgres: InstalledPostgres;
let versions: Awaited<ReturnType<typeof temporaryDirectory>>;
let earlier: string;
beforeAll(async () => {
  postgres = await startInstalledPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  versions = await temporaryDirectory();
  earlier = await earlierVersion(versions.path);
});
afterAll(async () => {
  await versions?.remove();
  await postgres?.stop();
});

const outside = surroundings();

const lesson = (user_id: string, event_id: string) => ({ user_id, event_id, type: 'lesson' });

async function isReady({ url }: RealServer): Promise<boolean> {
  return (await fetch(`${url}/health/ready`)).status === 200;
}

describe.each(DATABASE_KINDS)('an update on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(kind);
  });
  afterEach(() => database.drop());

  it('goes on with what was there, and the way back has what the backup has', async () => {
    await using undo = new AsyncDisposableStack();
    const start = async (more: Record<string, string>, home?: string) =>
      undo.adopt(await startRealServer({ ...SETTINGS, ...more }, home), (one) => one.stop());
    const place = { folder: outside.folder, postgres, home: earlier };

    const old = await start(database.environment, earlier);
    const life = await live(customerOf(old.url), outside.receiver);
    const { key_id, key } = await customerOf(old.url).call('/api-keys', { kind: 'secret', label: 'ends' });
    // The earlier version exported rows in no order.
    const seen = async (server: RealServer) => ({ ...(await shown(server, life)), exports: undefined });
    const before = await seen(old);
    await backUp(database, place);

    // Replaced: on PostgreSQL one beside the other, which goes on while the database is migrated.
    if (kind === 'sqlite') await old.stop();
    const updated = await start(database.environment);
    expect(await isReady(updated)).toBe(true);
    expect(await seen(updated)).toMatchObject(before);
    const now = customerOf(updated.url);
    if (kind === 'postgres') {
      expect(await customerOf(old.url).call('/events', lesson('ada', 'ada beside'))).toMatchObject({
        duplicate: false,
      });
      expect(await now.call('/events', lesson('ada', 'ada beside'))).toMatchObject({ duplicate: true });
      await old.stop();
    }
    expect(await now.call('/events', lesson('ada', 'ada 1'))).toMatchObject({ duplicate: true });
    expect(await now.call('/events', lesson('ada', 'ada 2'))).toMatchObject({
      duplicate: false,
      effects: { coins: 10 },
    });
    await now.hatch('newcomer');
    const since = await now.session('newcomer');
    const made = await now.call('/api-keys', { kind: 'secret', label: 'since' });
    await now.call(`/api-keys/${key_id}`, undefined, 'DELETE');
    await now.call('/users/bob', undefined, 'DELETE');
    await updated.stop();

    const refused = await expectNoStart({ ...SETTINGS, ...database.environment }, earlier);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('was made by a newer version') });

    const copy = await restore(database, place);
    undo.defer(() => copy.drop());
    const back = await start({ ...database.environment, ...copy.environment }, earlier);
    expect(await isReady(back)).toBe(true);
    expect(await seen(back)).toEqual(before);
    // What was acknowledged since is not there: not events, not users; what was taken away is there again.
    const then = customerOf(back.url);
    expect(await then.call('/events?user_id=newcomer')).toMatchObject({ data: [] });
    expect(await then.call('/events', lesson('ada', 'ada 2'))).toMatchObject({ duplicate: false });
    await customerOf(back.url, key).call('/config/versions');
    const refusalOf = async (credential: string, path: string) => {
      const answer = await fetch(`${back.url}/api/v1${path}`, { headers: { authorization: `Bearer ${credential}` } });
      const { error } = (await answer.json()) as { error: { code: string } };
      return [answer.status, error.code];
    };
    expect(await refusalOf(since, '/widget/state')).toEqual([401, 'token_revoked']);
    expect(await refusalOf(made.key, '/api-keys')).toEqual([401, 'unauthorized']);
    expect(await then.hatch('newcomer')).toMatch(/^buddy_/);
  });
});

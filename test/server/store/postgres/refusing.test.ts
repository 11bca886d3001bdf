import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { startTestServer } from '../../../support/server.ts';
import { earn } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

const ADMIN = process.env['TEST_DATABASE_URL']!;

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase('postgres');
});
afterEach(() => database.drop());

const name = () => new URL(database.place.databaseUrl!).pathname.slice(1);

/** From the next connections on, as after a failover to a standby. */
async function setReadOnly(how: 'on' | 'off'): Promise<void> {
  await execute(ADMIN, `ALTER DATABASE ${name()} SET default_transaction_read_only = ${how}`);
  await execute(ADMIN, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name()]);
}

async function refusal(url = database.place.databaseUrl!): Promise<StoreUnavailable> {
  const error: unknown = await database.open({ databaseUrl: url }).then(
    () => new Error('It was opened.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  return error as StoreUnavailable;
}

describe('a database that takes no writes', () => {
  it('is not ready, says so to callers, and is used again when it takes them', async () => {
    const { dataDir, databaseUrl } = database.place;
    const server = await startTestServer({ settings: { dataDir, databaseUrl } });
    const ready = async () => {
      server.clock.advance(1000);
      return server.call('GET', '//health/ready', { as: null });
    };
    const send = () => server.call('POST', '/events', { body: { user_id: 'ada', type: 'lesson' } });
    expect((await ready()).status).toBe(200);
    await setReadOnly('on');
    await expect
      .poll(async () => (await ready()).body.error?.details)
      .toEqual({ down: ['database'], reason: 'read_only' });
    const event = await send();
    expect([event.status, event.body.error.message]).toEqual([
      503,
      'The database takes no writes right now: nothing was written. Try again in a moment.',
    ]);
    await setReadOnly('off');
    await expect.poll(async () => (await ready()).status).toBe(200);
    expect((await send()).status).toBe(200);
    await server.close();
  });

  it('is named at the start', async () => {
    await setReadOnly('on');
    expect(await refusal()).toMatchObject({
      reason: 'read_only',
      message: expect.stringMatching(/^PostgreSQL takes no writes: it is a standby, or default_transaction_read_only/),
    });
    await setReadOnly('off');
  });
});

it('a disk that has no room for what calls write is full, though a few bytes find some', async () => {
  const url = database.place.databaseUrl!;
  const store = await database.open();
  const full = (name: string, table: string, when: string) =>
    execute(
      url,
      `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF ${when} THEN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END IF;
         RETURN NEW;
       END $$;
       CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
    );
  await full('no_room_for_events', 'events', 'true');
  await full('little_room', 'settings', 'length(NEW.value) > 1000');
  await store.ping();
  await expect(store.change(earn(newWorld(), newSeat(), 1))).rejects.toMatchObject({ reason: 'full' });
  for (let look = 0; look < 2; look++) await expect(store.ping()).rejects.toMatchObject({ reason: 'full' });
  await execute(url, 'DROP TRIGGER little_room ON settings');
  await store.ping();
  // From here on a few bytes again.
  await execute(
    url,
    `CREATE TRIGGER little_room BEFORE INSERT OR UPDATE ON settings FOR EACH ROW EXECUTE FUNCTION little_room()`,
  );
  await store.ping();
});

it('a role that lacks a right is told what to grant', async () => {
  const role = `hatched_${randomBytes(6).toString('hex')}`;
  await execute(ADMIN, `CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  const url = new URL(database.place.databaseUrl!);
  url.username = role;
  url.password = 'secret';
  const toGrant = 'CONNECT ON DATABASE and CREATE, USAGE ON SCHEMA public';
  for (const [revoked, denied] of [
    ['CREATE ON SCHEMA public', 'permission denied for schema public'],
    ['ALL ON SCHEMA public', 'no schema has been selected to create in'],
    [`CONNECT ON DATABASE ${name()}`, 'permission denied for database'],
  ]) {
    await execute(database.place.databaseUrl!, `REVOKE ${revoked} FROM PUBLIC`);
    const { message } = await refusal(url.href);
    expect(message).toContain(denied);
    expect(message).toContain(toGrant);
  }
  await execute(ADMIN, `DROP ROLE ${role}`);
});

it('what a pooler says no to is repeated', async () => {
  // An ErrorResponse of the protocol, as PgBouncer sends it.
  const fields = 'SFATAL\0C08P01\0Munsupported startup parameter: statement_timeout\0\0';
  const message = Buffer.alloc(5 + fields.length);
  message.write('E');
  message.writeInt32BE(4 + fields.length, 1);
  message.write(fields, 5, 'latin1');
  const pooler = createServer((socket) => socket.once('data', () => socket.end(message)).on('error', () => undefined));
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const { port } = pooler.address() as AddressInfo;
  const { message: said } = await refusal(`postgres://ada@127.0.0.1:${port}/hatched`);
  expect(said).toMatch(/a pooler before it.*\(unsupported startup parameter: statement_timeout\).*docs\/operating\.md/);
  pooler.close();
});

it('a way that no word from other processes comes through is no way to start', async () => {
  const target = new URL(database.place.databaseUrl!);
  // As in transaction mode: notifications stay behind.
  const pooler = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far);
    far.on('data', (bytes: Buffer) => {
      const isNotification = bytes[0] === 0x41;
      if (!isNotification) near.write(bytes);
    });
  });
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((pooler.address() as AddressInfo).port);
  expect((await refusal(url.href)).message).toMatch(/^DATABASE_URL leads through a pooler in transaction/);
  pooler.close();
});

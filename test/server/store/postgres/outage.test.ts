import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { coinsIn, earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

const UNREACHABLE = 'PostgreSQL cannot be reached under DATABASE_URL: check that it runs and takes connections.';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase('postgres');
});
afterEach(() => database.drop());

/** A line to the database that can be cut. */
async function startLine(target: URL): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const hold = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((near) => {
        const far = connect(Number(target.port), target.hostname);
        hold(near, far);
        hold(far, near);
        near.pipe(far).pipe(near);
      });
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const port = await listen(0);
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => void (await listen(port)),
  };
}

/** The changes that are refused while the line is cut, until one goes through again. */
async function untilItWorks(change: () => Promise<unknown>): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (;;) {
    const error: unknown = await change().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return errors;
    errors.push(error);
  }
}

describe('PostgreSQL that goes away', () => {
  it('refuses clearly, loses nothing that was acknowledged, and is used again when it is back', async () => {
    const line = await startLine(new URL(database.place.databaseUrl!));
    const store = await database.open({ databaseUrl: line.url });
    const [world, seat] = [newWorld(), newSeat()];
    await store.change(earn(world, seat, 1));

    const during = Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => store.change(earn(world, seat, 1, `during ${i}`))),
    );
    await line.cut();
    const refused = (await during).flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    for (const error of refused) expect(error).toEqual(new StoreUnavailable(UNREACHABLE));
    await expect(store.change(earn(world, seat, 1))).rejects.toThrow(UNREACHABLE);
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.buddies.bySeat(world, seat)).rejects.toThrow(UNREACHABLE);

    await line.mend();
    await store.ping();
    for (let i = 0; i < 50; i++) await store.change(earn(world, seat, 1, `during ${i}`));
    expect(coinsIn(await hatch(store, world, seat))).toBe(51);
    await store.close();
    await line.cut();
  });

  it('only ends the sessions: what was under way may fail, what comes next goes through', async () => {
    const store = await database.open();
    const [world, seat] = [newWorld(), newSeat()];
    await store.change(earn(world, seat, 1));
    const during = Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => store.change(earn(world, seat, 1, `e${i}`))),
    );
    await execute(
      database.place.databaseUrl!,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    for (const result of await during)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailable);
    for (let i = 0; i < 50; i++) {
      const errors = await untilItWorks(() => store.change(earn(world, seat, 1, `e${i}`)));
      for (const error of errors) expect(error).toBeInstanceOf(StoreUnavailable);
    }
    const buddy = await hatch(store, world, seat);
    expect(coinsIn(buddy)).toBe(51);
    const ledger = await store.buddies.ledger(buddy.buddy_id, 'coin', { limit: 100 });
    expect(ledger).toHaveLength(51);
  });
});

describe('PostgreSQL that cannot be opened', () => {
  it.each([
    ['is not there', 'postgres://postgres@127.0.0.1:1/test', UNREACHABLE],
    ['has no such name', 'postgres://postgres@no-such-host.invalid/test', UNREACHABLE],
  ])('because it %s is named without a word of the URL', async (_, url, sentence) => {
    await expect(database.open({ databaseUrl: url })).rejects.toThrow(new StoreUnavailable(sentence));
  });

  it('because the database is missing is named without the password', async () => {
    const url = new URL(database.place.databaseUrl!);
    url.pathname = '/no_such_database';
    const error = await database.open({ databaseUrl: url.href }).catch((reason: unknown) => reason as Error);
    expect((error as Error).message).toBe(
      'PostgreSQL refuses the user or the database that DATABASE_URL names: check both, and the password.',
    );
  });
});

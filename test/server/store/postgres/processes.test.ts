import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import type { Commit } from '../../../../src/server/store/commits.ts';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { earn, hatch } from '../support/commands.ts';
import { SHIPPED } from '../support/shipped-migrations.ts';
import { newSeat, newWorld } from '../support/rows.ts';

let database: TestDatabase;
let here: Storage;
let there: Storage;
const stops: (() => void)[] = [];

beforeAll(async () => {
  database = await createDatabase('postgres');
  // The first of three that start at once makes the tables; the others find them made.
  [here, there] = (await Promise.all([database.open(), database.open(), database.open()])) as [
    Storage,
    Storage,
    Storage,
  ];
});
afterEach(() => stops.splice(0).forEach((stop) => stop()));
afterAll(() => database.drop());

/** Resolves with what has been heard once `enough` says so. */
function hear(store: Storage, enough: (heard: Commit[]) => boolean): Promise<Commit[]> {
  const heard: Commit[] = [];
  return new Promise((resolve) => {
    stops.push(
      store.onCommit((commit) => {
        heard.push(commit);
        if (enough(heard)) resolve(heard);
      }),
    );
  });
}

describe('three processes', () => {
  it('that start at once run each migration once', async () => {
    const rows = await execute(database.place.databaseUrl!, 'SELECT version FROM migrations ORDER BY version');
    expect(rows).toEqual(SHIPPED.map((name) => ({ version: Number(name.slice(0, 4)) })));
  });

  it('take no harm from what others say on their channel', async () => {
    const near = hear(here, (heard) => heard.length === 1);
    for (const payload of ['hello', 'null', '{"commits": 5}']) {
      await execute(database.place.databaseUrl!, 'SELECT pg_notify($1, $2)', ['hatched_commits', payload]);
    }
    await there.announceRevocation('ses_0');
    expect(await near).toEqual([{ kind: 'revoked', id: 'ses_0' }]);
  });

  it('hear of each other’s commits, and of their own once', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const [near, far] = [hear(here, (heard) => heard.length === 2), hear(there, (heard) => heard.length === 2)];
    const { buddy_id } = await hatch(here, world, seat);
    await here.announceRevocation('ses_1');
    const both = [
      { kind: 'buddy', buddy_id, version: 1 },
      { kind: 'revoked', id: 'ses_1' },
    ];
    expect(await near).toEqual(both);
    expect(await far).toEqual(both);
  });

  it('hear of more commits at once than one message holds', async () => {
    const world = newWorld();
    const far = hear(there, (heard) => heard.length === 300);
    await Promise.all(Array.from({ length: 300 }, () => here.change(earn(world, newSeat(), 1))));
    expect(new Set((await far).map((commit) => commit.kind === 'buddy' && commit.buddy_id)).size).toBe(300);
  });
});

describe('broken connections', () => {
  it('of a commit that nobody can tell the end of make the others look again', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { buddy_id } = await hatch(here, world, seat);
    const holder = new pg.Client({ connectionString: database.place.databaseUrl! });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM buddies WHERE buddy_id = $1 FOR UPDATE', [buddy_id]);
      const again = hear(there, (heard) => heard.some((commit) => commit.kind === 'resync'));
      const change = here.change(earn(world, seat, 1)).catch((error: unknown) => error);
      const waiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await expect.poll(() => execute(database.place.databaseUrl!, waiting)).toHaveLength(1);
      expect(await change).toBeInstanceOf(StoreUnavailable);
      await again;
    } finally {
      await holder.end();
    }
  });

  it('to the listener are made anew, and whoever listens is told to look again', async () => {
    const again = hear(there, (heard) => heard.some((commit) => commit.kind === 'resync'));
    await execute(
      database.place.databaseUrl!,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%listening'",
    );
    await again;
    const far = hear(there, (heard) => heard.length === 1);
    const { buddy_id } = await hatch(here, newWorld());
    expect(await far).toEqual([{ kind: 'buddy', buddy_id, version: 1 }]);
  });
});

import { afterAll, beforeAll, describe } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createDatabase, DATABASE_KINDS, type DatabaseKind, type TestDatabase } from '../../../support/databases.ts';

export interface Given {
  readonly kind: DatabaseKind;
  readonly database: TestDatabase;
  /** Open on that database for all tests of the file; each test works in a world of its own. */
  readonly store: Storage;
}

/** The contract: whatever is defined here holds on SQLite and on PostgreSQL. */
export function onEachDatabase(what: string, define: (given: Given) => void): void {
  describe.each(DATABASE_KINDS)(`${what} on %s`, (kind) => {
    const given: { -readonly [K in keyof Given]: Given[K] } = { kind } as Given;
    beforeAll(async () => {
      given.database = await createDatabase(kind);
      given.store = await given.database.open();
    });
    afterAll(() => given.database.drop());
    define(given);
  });
}

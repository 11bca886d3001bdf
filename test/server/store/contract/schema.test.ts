import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../../src/server/store/schema/table.ts';
import { TABLES } from '../../../../src/server/store/tables.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';
import { behindTheBack } from '../support/behind-the-back.ts';

interface Found {
  name: string;
  type: string;
  nullable: boolean;
}

const TYPES: Record<'sqlite' | 'postgres', Record<ColumnType, string>> = {
  sqlite: { text: 'TEXT', integer: 'INTEGER', time: 'INTEGER', boolean: 'INTEGER', json: 'TEXT' },
  postgres: { text: 'text', integer: 'bigint', time: 'bigint', boolean: 'boolean', json: 'text' },
};

/** The schema that the code is typed by, against what the migrations have made. */
describe.each(DATABASE_KINDS)('the schema on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(kind);
    await (await database.open()).close();
  });
  afterAll(() => database.drop());

  async function columnsOf(table: string): Promise<Found[]> {
    const rows =
      kind === 'sqlite'
        ? await behindTheBack(
            database,
            `SELECT name, type, "notnull" = 0 AND pk = 0 AS nullable FROM pragma_table_info('${table}')`,
          )
        : await behindTheBack(
            database,
            `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable
             FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '${table}'`,
          );
    return rows.map(({ name, type, nullable }) => ({ name, type, nullable: Boolean(nullable) }) as Found);
  }

  it.each(TABLES.map((table) => [table.name, table] as const))('%s', async (name, table) => {
    const wanted = Object.entries<ColumnType>(table.columns).map(([column, type]) => ({
      name: column,
      type: TYPES[kind][type],
      nullable: (table.nullable as readonly string[]).includes(column),
    }));
    const byName = (a: Found, b: Found) => a.name.localeCompare(b.name);
    expect((await columnsOf(name)).sort(byName)).toEqual(wanted.sort(byName));
  });
});

import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { execute, type TestDatabase } from '../../../support/databases.ts';

/** Runs a statement past the store, as somebody with the database in hand could. */
export async function behindTheBack(
  { place: { databaseUrl: url, dataDir: directory } }: TestDatabase,
  statement: string,
): Promise<Record<string, unknown>[]> {
  if (url) return execute(url, statement);
  const connection = new DatabaseSync(join(directory, DATABASE_FILE));
  try {
    return connection.prepare(statement).all();
  } finally {
    connection.close();
  }
}

import { sql, type Database } from '../database.ts';
import { byIdIn, columnNames, insertOf, inWorld, pageOf, select, selectOne } from '../records.ts';
import { runAndKeep } from './idempotency.ts';
import type { Assets, Images } from './interfaces.ts';
import { ASSETS, IMAGES } from '../tables.ts';

export function imageRepository(db: Database): Images {
  return {
    put: async (row) => void (await db.run(insertOf(IMAGES, row, 'ON CONFLICT DO NOTHING'))),
    get: (hash) => selectOne(db, IMAGES, sql('SELECT * FROM images WHERE hash = $1', hash)),
  };
}

const WITHOUT_BYTES = columnNames(ASSETS).replace('base64', "'' AS base64");

export function assetRepository(db: Database): Assets {
  return {
    insert: (row, receipt) => runAndKeep(db, insertOf(ASSETS, row), receipt),
    byId: (world, id) => selectOne(db, ASSETS, byIdIn(ASSETS, world, id)),
    list: (world, page) => {
      const statement = pageOf(ASSETS, inWorld(world), 'asset_id', page);
      return select(db, ASSETS, { ...statement, sql: statement.sql.replace('*', WITHOUT_BYTES) });
    },
  };
}

import { runAndKeep } from '../gate/idempotency/queries.ts';
import { sql, type Database } from '../store/database.ts';
import {
  byIdIn,
  columnNames,
  insertAll,
  insertOf,
  inWorld,
  pageOf,
  select,
  selectOne,
  type Page,
} from '../store/records.ts';
import type { AssetRow, ImageRow, Receipt, World } from '../store/rows.ts';
import { ASSETS, IMAGES } from '../store/tables.ts';

export interface Images {
  /** Those that are there already stay as they are. */
  put(...rows: ImageRow[]): Promise<void>;
  get(hash: string): Promise<ImageRow | null>;
}

export interface Assets {
  insert(row: AssetRow, receipt?: Receipt): Promise<void>;
  byId(world: World, asset_id: string): Promise<AssetRow | null>;
  /** Without the bytes. */
  list(world: World, page: Page): Promise<AssetRow[]>;
}

export function imageRepository(db: Database): Images {
  return {
    put: async (...rows) => void (await db.run(insertAll(IMAGES, rows, 'ON CONFLICT DO NOTHING'))),
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

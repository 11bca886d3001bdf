import type { MediaType } from '../../contract/buddy/assets.ts';
import { one, sql, type Database } from '../store/database.ts';
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
import type { AssetRow, ImageRow, World } from '../store/rows.ts';
import { ASSETS, IMAGES } from '../store/tables.ts';

export interface Images {
  /** Those that are there already stay as they are. */
  put(...rows: ImageRow[]): Promise<void>;
  get(hash: string): Promise<ImageRow | null>;
}

export interface Assets {
  insert<A = void>(row: AssetRow, answer?: A): Promise<A>;
  byId(world: World, asset_id: string): Promise<AssetRow | null>;
  /** What kind of picture it is; null where there is none. */
  mediaType(world: World, asset_id: string): Promise<MediaType | null>;
  /** The bytes of each, whatever the world. */
  base64Of(asset_ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
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
    insert: (row, answer) => db.transaction(() => one(insertOf(ASSETS, row), answer!)),
    byId: (world, id) => selectOne(db, ASSETS, byIdIn(ASSETS, world, id)),
    async mediaType({ customer_id, mode }, id) {
      const [row] = await db.all(
        sql(
          'SELECT media_type FROM assets WHERE asset_id = $1 AND customer_id = $2 AND mode = $3',
          id,
          customer_id,
          mode,
        ),
      );
      return row ? (row['media_type'] as MediaType) : null;
    },
    async base64Of(ids) {
      const places = ids.map((_, at) => `$${at + 1}`).join(', ');
      const rows = await db.all(sql(`SELECT asset_id, base64 FROM assets WHERE asset_id IN (${places})`, ...ids));
      return new Map(rows.map((row) => [row['asset_id'] as string, row['base64'] as string]));
    },
    list: (world, page) => {
      const statement = pageOf(ASSETS, inWorld(world), 'asset_id', page);
      return select(db, ASSETS, { ...statement, sql: statement.sql.replace('*', WITHOUT_BYTES) });
    },
  };
}

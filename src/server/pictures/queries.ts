import type { MediaType } from '../../contract/buddy/assets.ts';
import { sql, type Database } from '../store/database.ts';
import {
  columnNames,
  insertAll,
  insertInto,
  inWorld,
  pageOf,
  rowIn,
  select,
  selectOne,
  type PageRequest,
} from '../store/records.ts';
import type { AssetRow, ImageRow, World } from '../store/rows.ts';
import { ASSETS, IMAGES } from '../store/tables.ts';

export const imageQueries = (db: Database) => ({
  /** Those that are there already stay as they are. */
  put: async (...rows: ImageRow[]) => void (await db.run(insertAll(IMAGES, rows, 'ON CONFLICT DO NOTHING'))),
  get: (hash: string) => selectOne(db, IMAGES, sql('SELECT * FROM images WHERE hash = $1', hash)),
});

const WITHOUT_BYTES = columnNames(ASSETS).replace('base64', "'' AS base64");

export const assetQueries = (db: Database) => ({
  insert: <A = void>(row: AssetRow, answer?: A) => insertInto(db, ASSETS, row, answer as A),
  byId: (world: World, asset_id: string) => rowIn(db, ASSETS, world, asset_id),
  /** What kind of picture it is; null where there is none. */
  async mediaType({ customer_id, mode }: World, asset_id: string) {
    const text = 'SELECT media_type FROM assets WHERE asset_id = $1 AND customer_id = $2 AND mode = $3';
    const [row] = await db.all(sql(text, asset_id, customer_id, mode));
    return row ? (row['media_type'] as MediaType) : null;
  },
  /** The bytes of each, whatever the world. */
  async base64Of(assetIds: readonly string[]) {
    const places = assetIds.map((_, at) => `$${at + 1}`).join(', ');
    const rows = await db.all(sql(`SELECT asset_id, base64 FROM assets WHERE asset_id IN (${places})`, ...assetIds));
    return new Map(rows.map((row) => [row['asset_id'] as string, row['base64'] as string]));
  },
  /** Without the bytes. */
  list: (world: World, page: PageRequest) => {
    const statement = pageOf(ASSETS, inWorld(world), 'asset_id', page);
    return select(db, ASSETS, { ...statement, sql: statement.sql.replace('*', WITHOUT_BYTES) });
  },
});

import type { MediaType } from '../../../contract/buddy/assets.ts';
import type { OperationStatus, OperationType } from '../../../contract/buddy/operations.ts';
import { integer, json, orNull, table, text, time, world, type RowOf } from './table.ts';

export const OPERATIONS = table('operations', ['operation_id'], {
  operation_id: text(),
  ...world,
  buddy_id: text(),
  type: text<OperationType>(),
  status: text<OperationStatus>(),
  /** What the operation is to do besides drawing: `{egg_id}`, `{from_stage, to_stage}`. */
  input: json<Record<string, unknown>>(),
  result: orNull(json<{ stage: number; picture_hash: string }>()),
  error: orNull(json<{ code: string; message: string }>()),
  request_id: text(),
  /** End of the worker's lease; after it another worker may claim the operation. */
  leased_until: orNull(time()),
  created_at: time(),
  completed_at: orNull(time()),
});
export type OperationRow = RowOf<typeof OPERATIONS>;

export const IMAGES = table('images', ['hash'], {
  /** Hash of the bytes; the address under `/images/`. */
  hash: text(),
  svg: text(),
  created_at: time(),
});
export type ImageRow = RowOf<typeof IMAGES>;

/** A buddy shows the image, or did until `replaced_at`. */
export const PICTURE_USES = table('picture_uses', ['buddy_id', 'hash'], {
  buddy_id: text(),
  hash: text(),
  /** Null: it is shown. */
  replaced_at: orNull(time()),
});
export type PictureUseRow = RowOf<typeof PICTURE_USES>;

export const ASSETS = table('assets', ['asset_id'], {
  asset_id: text(),
  ...world,
  name: text(),
  media_type: text<MediaType>(),
  base64: text(),
  bytes: integer(),
  width: integer(),
  height: integer(),
  created_at: time(),
});
export type AssetRow = RowOf<typeof ASSETS>;

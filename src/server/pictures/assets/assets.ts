import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { asset, assets, MediaType } from '../../../contract/buddy/assets.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { AssetRow, World } from '../../store/rows.ts';
import { isBlank, Undrawable } from '../rasterise/rasterise.ts';
import { listPage, type PageQuery } from '../../http/lists.ts';
import { svgUrl } from '../pictures.ts';
import { rfc3339 } from '../../http/times.ts';
import { isPng, isWebp, measure, type Size } from './measure.ts';
import { sanitiseSvg } from './sanitise-svg.ts';
import { isSvg, textOf } from '../../../art/assets/svg-text.ts';
import { refuseSize, TRIAL_PIXELS, UnusablePicture } from '../../../art/assets/unusable.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids'>;
type AssetAnswer = z.output<typeof asset>;

interface AssetFile {
  name: string;
  bytes: Buffer;
}

interface AssetPicture {
  media_type: MediaType;
  bytes: Buffer;
  width: number;
  height: number;
}

/** Stores a picture that configurations can refer to. The bytes decide its type, not the file's name. */
export async function uploadAsset(
  parts: Parts,
  world: World,
  upload: AssetFile,
  baseUrl: string,
): Promise<AssetAnswer> {
  const picture = await read(upload.bytes).catch((error: unknown) => {
    if (error instanceof UnusablePicture) throw new Refusal('bad_request', error.message);
    throw error;
  });
  const row: AssetRow = {
    customer_id: world.customer_id,
    mode: world.mode,
    asset_id: parts.ids('asset'),
    name: upload.name,
    media_type: picture.media_type,
    base64: picture.bytes.toString('base64'),
    bytes: picture.bytes.length,
    width: picture.width,
    height: picture.height,
    created_at: parts.clock(),
  };
  // The picture first, so that no asset exists without one.
  await parts.store.images.put({
    hash: addressOf(row),
    svg: framed(row.media_type, row.base64, row),
    created_at: row.created_at,
  });
  return parts.store.assets.insert(row, present(row, baseUrl));
}

export function listAssets(
  parts: Parts,
  world: World,
  query: PageQuery,
  baseUrl: string,
): Promise<z.output<typeof assets>> {
  return listPage(
    query,
    (page) => parts.store.assets.list(world, page),
    (row) => row.asset_id,
    (row) => present(row, baseUrl),
  );
}

async function read(bytes: Buffer): Promise<AssetPicture> {
  if (isPng(bytes)) return tried('PNG', 'image/png', bytes, measure('PNG', bytes));
  if (isWebp(bytes)) return tried('WebP', 'image/webp', bytes, measure('WebP', bytes));
  const text = textOf(bytes);
  if (!isSvg(text)) {
    throw new UnusablePicture('This is not a picture that can be used. Upload an SVG, a PNG or a WebP.');
  }
  const { svg, width, height } = await sanitiseSvg(text);
  return { media_type: 'image/svg+xml', bytes: Buffer.from(svg), width, height };
}

/** Whether its pixels can be read is only known once it is drawn. */
async function tried(format: string, media_type: MediaType, bytes: Buffer, size: Size): Promise<AssetPicture> {
  refuseSize(size.width, size.height);
  const blank = await isBlank(framed(media_type, bytes.toString('base64'), size), TRIAL_PIXELS).catch(
    (error: unknown) => {
      if (error instanceof Undrawable) return true;
      throw error;
    },
  );
  if (blank) throw new UnusablePicture(`The ${format} is damaged, or transparent all over. Export it again.`);
  return { media_type, bytes, ...size };
}

/** An asset never changes, so its id gives it a fixed address. */
const addressOf = ({ asset_id }: AssetRow): string => hash('sha256', asset_id, 'hex').slice(0, 32);

function framed(media_type: MediaType, base64: string, { width, height }: Size): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:${media_type};base64,${base64}"/></svg>`;
}

function present(row: AssetRow, baseUrl: string): AssetAnswer {
  return {
    asset_id: row.asset_id,
    media_type: row.media_type,
    name: row.name,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    url: svgUrl(baseUrl, addressOf(row)),
    created_at: rfc3339(row.created_at),
  };
}

import { createHash } from 'node:crypto';
import { CANVAS } from '../../contract/art.ts';
import type { Parts } from '../context.ts';
import type { Settings } from '../settings.ts';

const HASH_LENGTH = 32;

/** Stores the picture under the hash of its bytes and answers the hash. Storing it again changes nothing. */
export async function storePicture(parts: Pick<Parts, 'store' | 'clock'>, svg: string): Promise<string> {
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, HASH_LENGTH);
  await parts.store.images.put({ hash, svg, created_at: parts.clock() });
  return hash;
}

export const svgUrl = (base: string, hash: string): string => `${base}/images/${hash}.svg`;
export const pngUrl = (base: string, hash: string): string => `${base}/images/${hash}.png`;

export const PICTURE_SIZE = { width: CANVAS, height: CANVAS } as const;

/** Scheme and host for what is written without a request at hand. */
export function baseUrl({ public_url, host, port }: Settings): string {
  return public_url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

import { createHash } from 'node:crypto';
import type { PictureParts } from '../../art/index.ts';
import { CANVAS, POSES, type Pose } from '../../contract/buddy/art.ts';
import type { BuddyImage } from '../../contract/buddy/state.ts';
import type { Parts } from '../context.ts';
import type { Settings } from '../settings.ts';
import type { BuddyRow, ImageRow } from '../store/rows.ts';

const HASH_LENGTH = 32;

interface DrawnPicture extends PictureParts {
  whole: string;
}

type Image = Pick<ImageRow, 'hash' | 'svg'>;

/** Stores the picture under the hash of its bytes and answers the hash. Storing it again changes nothing. */
export async function storePicture(parts: Pick<Parts, 'store' | 'clock'>, svg: string): Promise<string> {
  const image = imageOf(svg);
  await parts.store.images.put({ ...image, created_at: parts.clock() });
  return image.hash;
}

function imageOf(svg: string): Image {
  return { hash: createHash('sha256').update(svg).digest('hex').slice(0, HASH_LENGTH), svg };
}

/** The hash of each part; null where there is none. */
type PartHashes = Partial<Record<'scene' | 'figure' | 'face' | 'blink' | Pose, string | null>>;

/** A buddy's picture, whole and in parts; `hash` and `parts` are what its row stores. */
export interface KeptPicture {
  hash: string;
  parts: string;
  /** The whole and each part. */
  images: readonly Image[];
}

export function keptPicture({ whole, scene, figure, face, blink, poses }: DrawnPicture): KeptPicture {
  const images = new Map<string, Image>();
  const keep = (svg: string | null): string | null => {
    if (svg === null) return null;
    const image = imageOf(svg);
    images.set(image.hash, image);
    return image.hash;
  };
  const hash = keep(whole)!;
  const hashes: PartHashes = { scene: keep(scene), figure: keep(figure), face: keep(face), blink: keep(blink) };
  if (poses) for (const pose of POSES) hashes[pose] = keep(poses[pose]);
  return { hash, parts: JSON.stringify(hashes), images: [...images.values()] };
}

/** The addresses of a buddy's picture. For one that was drawn before there were parts, the whole picture is the figure. */
export function partUrls(
  { picture_hash, picture_parts }: Pick<BuddyRow, 'picture_hash' | 'picture_parts'>,
  base: string,
): Pick<BuddyImage, 'scene_url' | 'figure_url' | 'face_url' | 'blink_url' | 'poses'> {
  const { scene, figure, face, blink, ...poses } = JSON.parse(picture_parts ?? '{}') as PartHashes;
  const url = (hash: string | null | undefined) => (hash ? svgUrl(base, hash) : null);
  const drawn = POSES.flatMap((pose) => (poses[pose] ? [[pose, svgUrl(base, poses[pose])] as const] : []));
  return {
    scene_url: url(scene),
    figure_url: svgUrl(base, figure ?? picture_hash!),
    face_url: url(face),
    blink_url: url(blink),
    poses: drawn.length > 0 ? Object.fromEntries(drawn) : null,
  };
}

export const svgUrl = (base: string, hash: string): string => `${base}/images/${hash}.svg`;
export const pngUrl = (base: string, hash: string): string => `${base}/images/${hash}.png`;

export const PICTURE_SIZE = { width: CANVAS, height: CANVAS } as const;

/** Scheme and host for addresses that are written outside of a request. */
export function baseUrl({ publicUrl, host, port }: Settings): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

import { imageSize } from 'image-size';
import { crc32 } from 'node:zlib';
import { UnusablePicture } from '../../../art/assets/unusable.ts';

export interface Size {
  width: number;
  height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(PNG_SIGNATURE);
export const isWebp = (bytes: Buffer): boolean =>
  bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

/** @throws UnusablePicture where the picture is cut off or damaged, or has bytes after its end */
export function measure(format: 'PNG' | 'WebP', bytes: Buffer): Size {
  const isWhole = format === 'PNG' ? isWholePng : isWholeWebp;
  try {
    if (isWhole(bytes)) {
      const { width, height } = imageSize(bytes);
      return { width, height };
    }
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
  }
  throw new UnusablePicture(`The ${format} is damaged or incomplete. Export it again.`);
}

/** Checks every chunk: `image-size` reads the first one only. */
function isWholePng(bytes: Buffer): boolean {
  for (let at = PNG_SIGNATURE.length; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return false;
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return end === bytes.length;
    at = end;
  }
  return false;
}

const isWholeWebp = (bytes: Buffer): boolean =>
  bytes.length >= 30 && bytes.readUInt32LE(4) + 8 === bytes.length + (bytes.length & 1);

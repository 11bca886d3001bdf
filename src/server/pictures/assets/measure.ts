import { crc32 } from 'node:zlib';
import { UnusablePicture } from './unusable.ts';

export interface Size {
  width: number;
  height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(PNG_SIGNATURE);
export const isWebp = (bytes: Buffer): boolean =>
  bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

/** Walks all chunks: a PNG that is cut off or damaged is refused, and so is anything that hides behind its end. */
export function measurePng(bytes: Buffer): Size {
  let size: Size | null = null;
  for (let at = PNG_SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) break;
    if (type === 'IHDR' && length >= 8)
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (type === 'IEND' && size && end === bytes.length) return size;
    at = end;
  }
  throw new UnusablePicture('The PNG is damaged or incomplete. Export it again.');
}

/** The first chunk says how large the picture is, in one of three ways. */
export function measureWebp(bytes: Buffer): Size {
  const isWhole = bytes.length >= 30 && bytes.readUInt32LE(4) + 8 === bytes.length + (bytes.length & 1);
  const format = bytes.toString('latin1', 12, 16);
  if (isWhole && format === 'VP8X') return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (isWhole && format === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a) {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  if (isWhole && format === 'VP8L' && bytes[20] === 0x2f) {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  throw new UnusablePicture('The WebP is damaged or incomplete. Export it again.');
}

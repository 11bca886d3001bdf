import decode, { init } from '@jsquash/webp/decode.js';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';

const WASM = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm');
const DATA = /data:image\/webp;base64,([A-Za-z0-9+/=]+)/g;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGBA = { bit_depth: 8, colour_type: 6 };
const BYTES_A_PIXEL = 4;

let ready: Promise<void> | undefined;

/** The same SVG with its WebP pictures as PNG, for a renderer that does not know WebP. */
export async function withoutWebp(svg: string): Promise<string> {
  const found = [...new Set([...svg.matchAll(DATA)].map(([, base64]) => base64!))];
  let result = svg;
  for (const base64 of found) {
    const png = await pngOf(Buffer.from(base64, 'base64'));
    result = result.replaceAll(`data:image/webp;base64,${base64}`, `data:image/png;base64,${png.toString('base64')}`);
  }
  return result;
}

async function pngOf(webp: Buffer): Promise<Buffer> {
  ready ??= readFile(WASM).then(async (bytes) => init(await WebAssembly.compile(bytes)));
  await ready;
  const copy = new Uint8Array(webp);
  const { data, width, height } = await decode(copy.buffer);
  return encodePng(data, width, height);
}

function encodePng(pixels: Uint8ClampedArray, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = RGBA.bit_depth;
  header[9] = RGBA.colour_type;
  const line = width * BYTES_A_PIXEL;
  // Each line begins with its filter type; 0 is none.
  const lines = Buffer.alloc((line + 1) * height);
  for (let row = 0; row < height; row++) lines.set(pixels.subarray(row * line, (row + 1) * line), row * (line + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

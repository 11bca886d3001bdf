import type { AssetSource } from '../../../src/art/index.ts';
import { LIMITS } from '../../../src/contract/limits.ts';
import { isSvg, refuseByText, textOf } from '../../../src/art/assets/svg-text.ts';
import { refuseSize, UnusablePicture } from '../../../src/art/assets/unusable.ts';

export interface OwnPicture {
  /** Of the file. */
  name: string;
  asset: AssetSource['asset'];
  width: number;
  height: number;
}

/**
 * A file as `POST /assets` would take it. What the bytes are counts, not what they are called.
 * @throws UnusablePicture a sentence for whoever dropped it
 */
export async function readPicture(file: File): Promise<OwnPicture> {
  if (file.size > LIMITS.assetBytes) {
    const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`;
    throw new UnusablePicture(
      `${file.name} has ${kilobytes(file.size)}. A picture may have ${kilobytes(LIMITS.assetBytes)}: export it smaller.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const media_type = typeOf(bytes);
  const { width, height } =
    media_type === 'image/svg+xml' ? sizeOfSvg(textOf(bytes)) : await sizeOfPixels(file.name, bytes, media_type);
  refuseSize(width, height);
  return { name: file.name, asset: { media_type, base64: base64Of(bytes) }, width, height };
}

function typeOf(bytes: Uint8Array): OwnPicture['asset']['media_type'] {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'image/webp';
  if (isSvg(textOf(bytes))) return 'image/svg+xml';
  throw new UnusablePicture('This is not a picture that can be used. Drop an SVG, a PNG or a WebP.');
}

function sizeOfSvg(text: string): { width: number; height: number } {
  refuseByText(text);
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (root.querySelector('parsererror') || root.localName !== 'svg') {
    throw new UnusablePicture('The SVG is damaged or incomplete. Export it again.');
  }
  if ([root, ...root.querySelectorAll('*')].some(isActive)) {
    throw new UnusablePicture('The SVG holds scripts. Export it without: a picture shows, and does nothing.');
  }
  const [, , width = 0, height = 0] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const length = (name: string) => Number.parseFloat(root.getAttribute(name) ?? '');
  return { width: Math.ceil(width || length('width') || 100), height: Math.ceil(height || length('height') || 100) };
}

const isActive = (element: Element): boolean =>
  element.localName === 'script' ||
  [...element.attributes].some(({ localName, value }) => /^on/i.test(localName) || /^\s*javascript:/i.test(value));

/** Only decoding it shows whether there are pixels that can be read. */
async function sizeOfPixels(name: string, bytes: Uint8Array<ArrayBuffer>, type: string) {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }));
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    throw new UnusablePicture(`${name} is damaged or incomplete. Export it again.`);
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

import { UnusablePicture } from './unusable.ts';

/* What of an SVG is refused by its text alone. Pure: the studio refuses the same before anything is uploaded. */

/**
 * A tag may have a prefix, in whatever alphabet. This and every other pattern here stops at whatever it begins with: one that
 * went on would read the rest of the text from each beginning anew, and half a megabyte would take it a minute.
 */
const tag = (names: string) => new RegExp(`<(?:[^\\s<>/:]+:)?(?:${names})[\\s/>]`, 'i');

export const EMBEDDED = 'embeds another picture. Upload that one as an asset of its own';
/** Refused rather than taken out: without them the picture would not be what its designer saw. */
const REFUSED: [RegExp, string][] = [
  [/<!ENTITY|<!DOCTYPE[^<>[]*\[/i, 'declares entities. Export it without a document type'],
  [tag('image|feImage'), EMBEDDED],
  [tag('text|tspan|textPath'), 'holds text. Convert it to outlines'],
  [tag('foreignObject'), 'holds HTML. Draw it with shapes'],
  [tag('marker'), 'uses markers. Convert them to paths'],
];

const ROOT = tag('svg');

/** What a decoder writes for bytes that it cannot read. */
const UNREADABLE = '\ufffd';

export const isSvg = (text: string): boolean => ROOT.test(text);

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isMark = (one: number, other: number) => first === one && second === other;
  const encoding = isMark(0xff, 0xfe) ? 'utf-16le' : isMark(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** @throws UnusablePicture where it holds what no picture may */
export function refuseByText(text: string): void {
  if (text.includes(UNREADABLE)) throw new UnusablePicture('The SVG is neither UTF-8 nor UTF-16. Export it again.');
  for (const [pattern, reason] of REFUSED) if (pattern.test(text)) throw new UnusablePicture(`The SVG ${reason}.`);
}

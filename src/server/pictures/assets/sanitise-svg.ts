import { LIMITS } from '../../../contract/limits.ts';
import { isBlank, normaliseSvg, Undrawable } from '../rasterise/rasterise.ts';
import { refuseSize, TRIAL_PIXELS, UnusablePicture } from './unusable.ts';

export interface CleanSvg {
  svg: string;
  width: number;
  height: number;
}

/**
 * A tag may have a prefix, in whatever alphabet. This and every other pattern here stops at whatever it begins with: one that
 * went on would read the rest of the text from each beginning anew, and half a megabyte would take it a minute.
 */
const tag = (names: string) => new RegExp(`<(?:[^\\s<>/:]+:)?(?:${names})[\\s/>]`, 'i');

const EMBEDDED = 'embeds another picture. Upload that one as an asset of its own';
/** Refused rather than taken out: without them the picture would not be what its designer saw. */
const REFUSED: [RegExp, string][] = [
  [/<!ENTITY|<!DOCTYPE[^<>[]*\[/i, 'declares entities. Export it without a document type'],
  [tag('image|feImage'), EMBEDDED],
  [tag('text|tspan|textPath'), 'holds text. Convert it to outlines'],
  [tag('foreignObject'), 'holds HTML. Draw it with shapes'],
  [tag('marker'), 'uses markers. Convert them to paths'],
];

const FILTERS = ['feBlend', 'feColorMatrix', 'feComposite', 'feDropShadow', 'feFlood', 'feGaussianBlur'].concat([
  'feMerge',
  'feMergeNode',
  'feOffset',
]);

/** Masks in masks multiply: how many of them a renderer may have to draw. */
const MOST_REFERENCES = 500;

const ROOT = tag('svg');

/** What a decoder writes for bytes that it cannot read. */
const UNREADABLE = '\ufffd';

export const isSvg = (text: string): boolean => ROOT.test(text);

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
export function textOf(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2);
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The drawing and nothing else: resvg reads it into shapes, paints and masks and writes those down again. Scripts,
 * handlers, links, animation, styles from elsewhere and everything it does not know have no place in that and are gone.
 */
export async function sanitiseSvg(text: string): Promise<CleanSvg> {
  if (text.includes(UNREADABLE)) throw new UnusablePicture('The SVG is neither UTF-8 nor UTF-16. Export it again.');
  for (const [pattern, reason] of REFUSED) if (pattern.test(text)) throw new UnusablePicture(`The SVG ${reason}.`);
  const { svg, width, height } = await normaliseSvg(text).catch(refuse('read'));
  refuseSize(width, height);
  refuseCost(svg);
  if (svg.includes('<image')) throw new UnusablePicture(`The SVG ${EMBEDDED}.`);
  if (await isBlank(svg, TRIAL_PIXELS).catch(refuse('drawn'))) throw new UnusablePicture('The SVG draws nothing.');
  return { svg, width: Math.ceil(width), height: Math.ceil(height) };
}

const refuse = (what: string) => (error: unknown) => {
  if (error instanceof Undrawable) throw new UnusablePicture(`The SVG cannot be ${what}: ${error.message}.`);
  throw error;
};

function refuseCost(svg: string): void {
  if (Buffer.byteLength(svg) > LIMITS.asset_bytes) {
    throw new UnusablePicture('The SVG repeats its parts so often that it becomes too large. Simplify it.');
  }
  const filter = [...svg.matchAll(/<(fe[A-Za-z]+)/g)].find(([, name]) => !FILTERS.includes(name!));
  if (filter) throw new UnusablePicture(`The SVG uses the filter ${filter[1]}. Use blurs, shadows and colours only.`);
  if (referencesOf(svg) > MOST_REFERENCES) {
    throw new UnusablePicture('The SVG nests masks, clips or patterns too deeply. Flatten it.');
  }
}

/** How many definitions are drawn in all, those within definitions as often as these are. */
function referencesOf(svg: string): number {
  const bodies = new Map<string, string>();
  const rest = svg.replace(/<(pattern|mask|clipPath|filter) id="([^"]*)"[\s\S]*?<\/\1>/g, (whole, _tag, id: string) => {
    bodies.set(id, whole);
    return '';
  });
  const costs = new Map<string, number>();
  const costOf = (id: string): number => {
    const known = costs.get(id);
    if (known !== undefined) return known;
    const body = bodies.get(id);
    // Until its cost is known, a definition within itself counts as one.
    costs.set(id, 1);
    const cost = body === undefined ? 1 : Math.min(1 + sum(body), Number.MAX_SAFE_INTEGER);
    costs.set(id, cost);
    return cost;
  };
  // An attribute may list several.
  const referred = (text: string) =>
    [...text.matchAll(/="url\(#([^"]*)\)"/g)].flatMap(([, ids]) => ids!.split(') url(#'));
  const sum = (text: string) => referred(text).reduce((total, id) => total + costOf(id), 0);
  return sum(rest);
}

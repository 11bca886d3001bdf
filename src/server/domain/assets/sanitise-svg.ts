import { LIMITS } from '../../../contract/limits.ts';
import { drawPng, normaliseSvg, Undrawable } from '../../drawing/drawing.ts';

/** Why a file is not taken; a sentence for whoever uploaded it. */
export class UnusablePicture extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusablePicture';
  }
}

export interface CleanSvg {
  svg: string;
  width: number;
  height: number;
}

/** Refused rather than taken out: without them the picture would not be what its designer saw. */
const REFUSED: [RegExp, string][] = [
  [/<!ENTITY|<!DOCTYPE[^>]*\[/i, 'declares entities. Export it without a document type'],
  [/<([\w-]+:)?(image|feImage)[\s/>]/i, 'embeds another picture. Upload that one as an asset of its own'],
  [/<([\w-]+:)?(text|tspan|textPath)[\s/>]/i, 'holds text. Convert it to outlines'],
  [/<([\w-]+:)?foreignObject[\s/>]/i, 'holds HTML. Draw it with shapes'],
  [/<([\w-]+:)?marker[\s/>]/i, 'uses markers. Convert them to paths'],
];

const FILTERS = ['feBlend', 'feColorMatrix', 'feComposite', 'feDropShadow', 'feFlood', 'feGaussianBlur'].concat([
  'feMerge',
  'feMergeNode',
  'feOffset',
]);

/** Masks in masks multiply: how many of them a renderer may have to draw. */
const MOST_REFERENCES = 500;

/** Some pictures stop the drawing process: better at their upload than with a buddy that wears them. */
export const TRIAL_PIXELS = 512;

/**
 * The drawing and nothing else: resvg reads it into shapes, paints and masks and writes those down again. Scripts,
 * handlers, links, animation, styles from elsewhere and everything it does not know have no place in that and are gone.
 */
export async function sanitiseSvg(bytes: Buffer): Promise<CleanSvg> {
  const text = decode(bytes);
  for (const [pattern, reason] of REFUSED) if (pattern.test(text)) throw new UnusablePicture(`The SVG ${reason}.`);
  const { svg, width, height } = await normaliseSvg(text).catch(refuse('read'));
  refuseSize(width, height);
  refuseCost(svg);
  if (!/<(path|image)[\s>]/.test(svg)) throw new UnusablePicture('The SVG draws nothing.');
  await drawPng(svg, TRIAL_PIXELS).catch(refuse('drawn'));
  return { svg, width: Math.ceil(width), height: Math.ceil(height) };
}

const refuse = (what: string) => (error: unknown) => {
  if (error instanceof Undrawable) throw new UnusablePicture(`The SVG cannot be ${what}: ${error.message}.`);
  throw error;
};

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new UnusablePicture('The SVG is not UTF-8. Export it again.');
    throw error;
  }
}

export function refuseSize(width: number, height: number): void {
  const most = LIMITS.asset_pixels;
  if (width >= 1 && height >= 1 && width <= most && height <= most) return;
  throw new UnusablePicture(`The picture is ${width} × ${height} pixels. Each side must be from 1 to ${most}.`);
}

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
  const sum = (text: string) =>
    [...text.matchAll(/url\(#([^)]*)\)/g)].reduce((total, [, id]) => total + costOf(id!), 0);
  return sum(rest);
}

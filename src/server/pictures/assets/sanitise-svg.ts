import { LIMITS } from '../../../contract/limits.ts';
import { isBlank, normaliseSvg, Undrawable } from '../rasterise/rasterise.ts';
import { EMBEDDED, refuseByText } from '../../../art/assets/svg-text.ts';
import { refuseSize, TRIAL_PIXELS, UnusablePicture } from '../../../art/assets/unusable.ts';

interface CleanSvg {
  svg: string;
  width: number;
  height: number;
}

const FILTERS = ['feBlend', 'feColorMatrix', 'feComposite', 'feDropShadow', 'feFlood', 'feGaussianBlur'].concat([
  'feMerge',
  'feMergeNode',
  'feOffset',
]);

/** References that a renderer may have to draw in all: those of nested masks multiply. */
const MOST_REFERENCES = 500;

/**
 * Keeps the drawing and nothing else: resvg parses the SVG into shapes, paints and masks and writes those out again.
 * Scripts, handlers, links, animation, external styles and everything that resvg does not know are dropped.
 */
export async function sanitiseSvg(text: string): Promise<CleanSvg> {
  refuseByText(text);
  // resvg resolves all references while it parses. References that are written in another way are counted in its output.
  refuseDepth(text);
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
  if (Buffer.byteLength(svg) > LIMITS.assetBytes) {
    throw new UnusablePicture('The SVG repeats its parts so often that it becomes too large. Simplify it.');
  }
  const filter = [...svg.matchAll(/<(fe[A-Za-z]+)/g)].find(([, name]) => !FILTERS.includes(name!));
  if (filter) throw new UnusablePicture(`The SVG uses the filter ${filter[1]}. Use blurs, shadows and colours only.`);
  refuseDepth(svg);
}

function refuseDepth(svg: string): void {
  if (referencesOf(svg) > MOST_REFERENCES) {
    throw new UnusablePicture('The SVG nests masks, clips or patterns too deeply. Flatten it.');
  }
}

/** How many definitions are drawn in all; one that another definition uses counts each time that the other is drawn. */
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
    // Counts as one until its cost is known, so that a definition that refers to itself ends.
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

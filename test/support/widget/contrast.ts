/** Contrast as it is painted: colours as the browser computes them, laid over what is behind them. */

type Rgba = [red: number, green: number, blue: number, alpha: number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
const known = new Map<string, Rgba>();

/** Of any CSS colour, 0 to 255; alpha 0 to 1. */
function rgba(color: string): Rgba {
  let found = known.get(color);
  if (!found) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = '#f0f';
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    found = [red!, green!, blue!, alpha! / 255];
    known.set(color, found);
  }
  return found;
}

function over([r, g, b, alpha]: Rgba, below: Rgba): Rgba {
  const mix = (top: number, bottom: number) => top * alpha + bottom * (1 - alpha);
  return [mix(r, below[0]), mix(g, below[1]), mix(b, below[2]), 1];
}

function luminance([red, green, blue]: Rgba): number {
  const linear = [red, green, blue].map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

function ratio(one: Rgba, other: Rgba): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const parentOf = (element: Element): Element | null =>
  element.parentElement ?? ((element.getRootNode() as ShadowRoot).host as Element | undefined) ?? null;

const colorsOf = (text: string): string[] =>
  text.match(/(?:rgba?|hsla?|color|oklab|oklch|lab|lch)\([^()]*\)|#[0-9a-f]{3,8}\b/gi) ?? [];

/** What may be behind an element: one colour, or the stops of a gradient. */
export function groundsOf(element: Element | null): Rgba[] {
  if (!element) return [rgba(getComputedStyle(document.documentElement).backgroundColor)];
  const { backgroundColor, backgroundImage } = getComputedStyle(element);
  const flat = rgba(backgroundColor);
  const below = flat[3] === 1 ? [flat] : groundsOf(parentOf(element)).map((ground) => over(flat, ground));
  const stops = colorsOf(backgroundImage).map(rgba);
  return stops.length ? stops.flatMap((stop) => below.map((ground) => over(stop, ground))) : below;
}

/** The worst contrast of a colour with what is behind an element. */
export function contrastOn(color: string, element: Element | null): number {
  return Math.min(...groundsOf(element).map((ground) => ratio(over(rgba(color), ground), ground)));
}

const isShown = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1;
};

/** Every element with text of its own, and the contrast of that text. */
export function texts(root: ParentNode): { element: Element; contrast: number }[] {
  return [...root.querySelectorAll('*')]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim()),
    )
    .filter((element) => isShown(element) && !element.matches(':disabled, option'))
    .map((element) => ({ element, contrast: contrastOn(getComputedStyle(element).color, element) }));
}

/** How an element stands out from what is around it, by the best of its edges and its own colour. */
export function outline(element: Element): number {
  const style = getComputedStyle(element);
  const { backgroundColor, backgroundImage, boxShadow, outlineStyle, outlineColor, stroke } = style;
  const border = parseFloat(style.borderTopWidth) > 0 ? [style.borderTopColor] : [];
  const ring = outlineStyle === 'none' ? [] : [outlineColor];
  const drawn = element instanceof SVGElement ? [stroke === 'none' ? '' : stroke].filter(Boolean) : [];
  const colors = [backgroundColor, ...colorsOf(backgroundImage), ...colorsOf(boxShadow), ...border, ...ring, ...drawn];
  return Math.max(...colors.map((color) => contrastOn(color, parentOf(element))));
}

export { isShown };

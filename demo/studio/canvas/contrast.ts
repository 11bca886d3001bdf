/* Whether what the element paints can be read, measured on the element as it is shown. */

export interface Pair {
  label: string;
  front: string;
  back: string;
  ratio: number;
  needs: number;
  /** What makes it readable: the variable to change, and what it has to stand out from. */
  mend: { variable: 'accent' | 'surface'; color: string; against: string };
}

/** What stands on what: custom properties of the element's inside. */
const PAIRS: [label: string, front: string, back: string, needs: number][] = [
  ['Text', '--text', '--surface', 4.5],
  ['Secondary text', '--soft', '--surface', 4.5],
  ['Text on muted', '--text', '--muted', 4.5],
  ['Secondary text on muted', '--soft', '--muted', 4.5],
  ['Label of a button', '--on-accent', '--accent', 4.5],
  ['Links and values', '--accent-text', '--surface', 4.5],
  ['Links and values on muted', '--accent-text', '--muted', 4.5],
  ['Focus ring', '--accent-text', '--surface', 3],
  ['Bars and rings', '--accent-shape', '--surface', 3],
  ['Gold', '--gold', '--surface', 3],
  ['Gold on muted', '--gold', '--muted', 3],
  ['Flame', '--flame', '--surface', 3],
  ['Flame on muted', '--flame', '--muted', 3],
];

type Rgb = [number, number, number];

/** Empty where the element shows nothing yet. */
export function pairsOf(element: HTMLElement | null): Pair[] {
  const inside = element?.shadowRoot?.querySelector('.inside, hatched-egg, .status');
  if (!inside) return [];
  const probe = document.createElement('i');
  inside.append(probe);
  const colorOf = (name: string): Rgb => {
    probe.style.color = `var(${name})`;
    return rgbOf(getComputedStyle(probe).color);
  };
  const pairs = PAIRS.map(([label, front, back, needs]) => {
    const [one, other] = [colorOf(front), colorOf(back)];
    const [fore, ground] = [hexOf(one), hexOf(other)];
    const mend = mendOf(front, fore, ground);
    return { label, front: fore, back: ground, ratio: contrast(one, other), needs, mend };
  });
  probe.remove();
  return pairs;
}

function mendOf(variable: string, front: string, back: string): Pair['mend'] {
  if (variable === '--on-accent') return { variable: 'accent', color: back, against: front };
  if (variable.startsWith('--accent')) return { variable: 'accent', color: front, against: back };
  return { variable: 'surface', color: back, against: front };
}

/** The colour nearest to this one that stands out from the other as text has to. */
export function mended(color: string, other: string): string {
  const [from, back] = [rgbOf(color), rgbOf(other)];
  const target: Rgb = luminance(back) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = from.map((value, index) => Math.round(value + (target[index]! - value) * share)) as Rgb;
    if (contrast(mixed, back) >= 4.6) return hexOf(mixed);
  }
  return hexOf(target);
}

let pixel: CanvasRenderingContext2D | null = null;

/** Whatever a browser writes a colour as, in eight bits. */
export function rgbOf(color: string): Rgb {
  pixel ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  pixel!.clearRect(0, 0, 1, 1);
  pixel!.fillStyle = color;
  pixel!.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel!.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export const hexOf = (rgb: Rgb): string => `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

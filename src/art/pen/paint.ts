import { bounds } from './shape.ts';
import { svg } from './svg.ts';

/** The three tones of a material: lit from the upper left, in shade at the lower right. */
export interface Tones {
  base: string;
  shade: string;
  glow: string;
}

/** The one dark colour of the house: eyes, mouths, fine lines. */
export const INK = '#2b2440';

export function mix(a: string, b: string, share: number): string {
  const [ca, cb] = [channels(a), channels(b)];
  return `#${ca
    .map((v, i) =>
      Math.round(v + ((cb[i] ?? 0) - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

export function tones(base: string, shade: string, glow: string): Tones {
  return { base, shade, glow };
}

/** One colour and its own light and shade. */
export function tonesOf(base: string): Tones {
  return { base, shade: mix(base, '#3b1d5e', 0.22), glow: mix(base, '#ffffff', 0.38) };
}

export function shifted(all: Tones, towards: string, share: number): Tones {
  return {
    base: mix(all.base, towards, share),
    shade: mix(all.shade, towards, share),
    glow: mix(all.glow, towards, share),
  };
}

/**
 * A solid body: base colour, a crescent of shade along the lower right, a thin one of light along the upper left,
 * and whatever lies on its surface, clipped to it. `id` must be unique in the picture, `path` absolute (M L C Q).
 * Inside a clip, colours are thinned with fill-opacity: resvg aborts on groups with opacity there.
 */
export function solid(id: string, path: string, { base, shade, glow }: Tones, depth = 10, surface = ''): string {
  const rim = Math.max(depth * 0.45, 2);
  const { left, top, right, bottom } = bounds(path);
  const reach = depth + 9;
  const [west, east] = [Math.round(left - reach), Math.round(right + reach)];
  const outside = svg`M${west} ${Math.round(top - reach)}H${east}V${Math.round(bottom + reach)}H${west}Z${path}`;
  return svg`<clipPath id="${id}"><path d="${path}"/></clipPath><path d="${path}" fill="${base}"/>
    <g clip-path="url(#${id})">${surface}
    <path d="${outside}" transform="translate(${-depth} ${-depth * 0.8})" fill="${shade}" fill-rule="evenodd"${surface ? ' fill-opacity=".75"' : ''}/>
    <path d="${outside}" transform="translate(${rim} ${rim})" fill="${glow}" fill-rule="evenodd" fill-opacity=".8"/></g>`;
}

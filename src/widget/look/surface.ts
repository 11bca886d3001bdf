import { type CSSResult, unsafeCSS } from 'lit';
import { css } from './css.ts';

/**
 * Colours that can be read on any surface, calculated by CSS alone. A relative colour sees one other colour, so what the
 * surface asks for travels as the alpha of a second one: both are mixed, and taken apart again.
 */

/** Where light text begins to read better than dark. */
const DUSK = 0.179;
/** A little more than WCAG asks of text and of shapes. */
const TEXT = 4.6;
const SHAPE = 3.1;

/** The channels, and what white has of each. */
const XYZ = [
  ['x', 0.9505],
  ['y', 1],
  ['z', 1.089],
] as const;
const each = (channel: (name: string, white: number) => string) =>
  XYZ.map(([name, white]) => channel(name, white)).join(' ');

/** A surface that can be seen through counts as what the page paints behind everything. */
const GROUND = 'color-mix(in srgb,var(--surface) 99.9%,Canvas)';

/** One from this luminance on, nothing below. */
const isLight = `clamp(0,(y - ${DUSK})*9999,1)`;
/** A muted surface may come this much nearer to the text. */
const MUTED = { light: `max(${DUSK},y*.91)`, dark: `min(${DUSK},y + .015)` };

/** A luminance that a colour may have at most, on light surfaces or on dark ones, and at least on the others. */
function limit(most: 'light' | 'dark', { light, dark }: typeof MUTED): string {
  const [onLight, onDark] = most === 'light' ? [light, `(1 + ${dark})`] : [`(1 + ${light})`, dark];
  return `color(from ${GROUND} xyz-d65 0 0 0/calc((${isLight}*${onLight} + (1 - ${isLight})*${onDark})/2))`;
}

const contrast = (least: number) =>
  limit('light', {
    light: `max(0,(${MUTED.light} + .05)/${least} - .05)`,
    dark: `min(1,(${MUTED.dark} + .05)*${least} - .05)`,
  });

/** What the surface asks for, and white where it is light, else black. */
export const limits: CSSResult = unsafeCSS(
  `--day:color(from ${GROUND} xyz-d65 ${each((_, white) => `calc(${isLight}*${white})`)});--text-limit:${contrast(TEXT)};--shape-limit:${contrast(SHAPE)};--muted-limit:${limit('dark', MUTED)}`,
);

/** Black or white, whichever can be read on a colour. */
export function on(color: CSSResult): CSSResult {
  return css`color(from ${color} xyz-d65 ${unsafeCSS(each((_, white) => `clamp(0,(${DUSK} - y)*9999,${white})`))})`;
}

/** A colour, darkened or lightened as far as the surface asks for; its hue stays. */
export function readable(color: CSSResult, what: 'text' | 'shape' | 'muted'): CSSResult {
  // Mixed by halves, alpha is (1 + limit) / 2, and a channel has been divided by twice the alpha.
  const both = css`color-mix(in xyz-d65,color(from ${color} xyz-d65 x y z/1),var(--${unsafeCSS(what)}-limit))`;
  const apart = css`color(from ${both} xyz-d65 calc(x*2*alpha) calc(y*2*alpha) calc(z*2*alpha)/alpha)`;
  const moved = each(
    (name, white) =>
      `calc(${name}*min(1,(4*alpha - 2)/max(y,.0001)) + (${white} - ${name})*max(0,(4*alpha - 3 - y)/max(.0001,1 - y)))`,
  );
  return css`color(from ${apart} xyz-d65 ${unsafeCSS(moved)}/1)`;
}

import { css, type CSSResult, unsafeCSS } from 'lit';

/**
 * Colours that can be read on any surface. The surface's luminance, in eight steps, is written into a colour that style
 * queries can compare; each step sets how dark or light a colour may be at most, and `readable` moves colours there.
 */

/** Luminances that divide surfaces. Below the fourth, light text reads better. */
const STEPS = [0.02, 0.06, 0.12, 0.179, 0.35, 0.55, 0.8, 1];
const FIRST_LIGHT = 4;
/** A little more than WCAG asks of text and of shapes. */
const TEXT = 4.6;
const SHAPE = 3.1;
const TONE = '--hatched-tone';

/** Tells a browser that the tone is a colour: only then are tones compared as such. A page does it once. */
export function registerTone(): void {
  try {
    CSS.registerProperty({ name: TONE, syntax: '<color>', inherits: true, initialValue: '#000' });
  } catch {
    // Registered already, or unknown here: colours stay as they are given.
  }
}

const step = (index: number) => `color(xyz-d65 ${index / 8} 0 0)`;

/** The step of a surface; one that can be seen through counts as what the page paints behind everything. */
export const tone: CSSResult = unsafeCSS(
  `${TONE}:color(from color-mix(in srgb,var(--surface) 99.9%,Canvas) xyz-d65 calc(${STEPS.slice(0, -1)
    .map((from) => `clamp(0,(y - ${from})*9999,.125)`)
    .join(' + ')}) 0 0)`,
);

/** The limits of each step, for `selector` inside what has the tone; dark surfaces get the dark palette. */
export function limits(selector: string): CSSResult {
  const rules = STEPS.map((to, index) => {
    const from = STEPS[index - 1] ?? 0;
    const light = index >= FIRST_LIGHT;
    // A muted surface may come this much nearer to the text.
    const muted = light ? Math.max(0.179, from * 0.91) : Math.min(0.179, to + 0.015);
    const at = (contrast: number) =>
      light ? Math.max(0, (muted + 0.05) / contrast - 0.05) : Math.min(1, (muted + 0.05) * contrast - 0.05);
    const [text, shape] = [at(TEXT), at(SHAPE)];
    const between = (name: string, limit: number) =>
      `--${name}-lo:${light ? 0 : limit};--${name}-hi:${light ? limit : 1};`;
    return `@container style(${TONE}:${step(index)}){${selector}{color-scheme:${light ? 'light' : 'dark'};${
      between('text', text) + between('shape', shape)
    }--muted-lo:${light ? muted : 0};--muted-hi:${light ? 1 : muted}}}`;
  });
  return unsafeCSS(rules.join(''));
}

/** Black or white, whichever can be read on a colour. */
export function on(color: CSSResult): CSSResult {
  const channel = (white: number) => `clamp(0,(0.179 - y)*9999,${white})`;
  return css`color(from ${color} xyz-d65 ${unsafeCSS([0.9505, 1, 1.089].map(channel).join(' '))})`;
}

/** A colour, darkened or lightened as far as the surface asks for; its hue stays. */
export function readable(color: CSSResult, limit: 'text' | 'shape' | 'muted'): CSSResult {
  const [low, high] = [`var(--${limit}-lo,0)`, `var(--${limit}-hi,1)`];
  const channel = (name: string, white: number) =>
    `calc(${name}*min(1,${high}/max(y,.0001)) + (${white} - ${name})*max(0,(${low} - y)/(1.0001 - y)))`;
  return css`color(from ${color} xyz-d65 ${unsafeCSS(`${channel('x', 0.9505)} ${channel('y', 1)} ${channel('z', 1.089)}`)})`;
}

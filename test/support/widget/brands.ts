import { contrastOn, isShown, outline, texts } from './contrast.ts';

/** What a brand sets. One colour is enough to go wrong. */
export const BRANDS: Record<string, Record<string, string>> = {
  none: {},
  yellow: { accent: '#ffd400' },
  black: { accent: '#000' },
  white: { accent: '#fff' },
  indigo: { accent: '#5e6ad2' },
  lime: { accent: '#c6ff00' },
  'red, square': { accent: '#e60023', radius: '0' },
  'black with black borders': { accent: '#000', border: '#000', radius: '0' },
  'a dark surface on any page': { accent: '#5e6ad2', surface: '#101014' },
  'a yellow surface': { accent: '#000', surface: '#ffe600' },
  'a white surface': { accent: '#1db954', surface: '#fff' },
  'grey on grey': { accent: '#808080', surface: '#777' },
};

/** What is not text, by the names of a failure. */
const SHAPES: Record<string, string> = {
  button: '.strong',
  pip: '.pips i',
  'earned badge': '.earned > .medal',
  'way to a badge': '.way rect',
  'way to a milestone': '.ring rect + rect',
  'day of a streak': '.week .ticked',
  'chosen item': '.item [aria-pressed=true]',
  'focus ring': ':focus-visible',
};
/** Drawn in a colour of their own. */
const DRAWN: Record<string, string> = {
  coin: '.coin .icon',
  flame: '.line.warm .icon, .ring .icon',
  skill: '.skills .icon',
  badge: '.medal .icon',
  token: '.purse:not(.coin) .icon',
};

/** What cannot be read or told apart in these roots, by name and contrast. */
export function failuresIn(roots: ShadowRoot[]): string[] {
  const found: string[] = [];
  const judge = (name: string, contrast: number, least: number) => {
    if (contrast < least) found.push(`${name}: ${contrast.toFixed(2)}`);
  };
  for (const root of roots) {
    for (const { element: one, contrast } of texts(root)) {
      judge(`text "${one.textContent.trim().slice(0, 20)}" of .${one.className}`, contrast, 4.5);
    }
    const shown = (selector: string) => [...root.querySelectorAll(selector)].filter(isShown);
    for (const [name, selector] of Object.entries(SHAPES)) {
      for (const one of shown(selector)) judge(name, outline(one), 3);
    }
    for (const [name, selector] of Object.entries(DRAWN)) {
      for (const one of shown(selector)) judge(name, contrastOn(getComputedStyle(one).color, one), 3);
    }
    // What is not filled shows how much is left; the number stands beside it.
    for (const one of shown('.bar')) judge('bar', fill(one), 3);
    for (const one of shown('.rarity'))
      judge('rarity', contrastOn(getComputedStyle(one, '::before').borderColor, one), 3);
  }
  return [...new Set(found)];
}

/** Of a bar against what the bar lies on: its colour, or the edges around it. */
function fill(bar: Element): number {
  const inner = bar.querySelector('i')!;
  const { backgroundColor, borderInlineEndColor, borderInlineEndWidth } = getComputedStyle(inner);
  const edge = parseFloat(borderInlineEndWidth) > 0 ? contrastOn(borderInlineEndColor, bar.parentElement) : 0;
  return Math.max(edge, contrastOn(backgroundColor, bar.parentElement));
}

export function paint(element: HTMLElement, brand: Record<string, string>): void {
  element.removeAttribute('style');
  for (const [name, value] of Object.entries(brand)) element.style.setProperty(`--hatched-${name}`, value);
}

/** The failures of each brand on a page by day and by night. */
export function failuresOfBrands(element: HTMLElement, roots: ShadowRoot[]): string[] {
  return ['light', 'dark'].flatMap((theme) => {
    document.documentElement.style.cssText = `color-scheme: ${theme}; background: ${theme === 'dark' ? '#121110' : '#fff'}`;
    return Object.entries(BRANDS).flatMap(([name, brand]) => {
      paint(element, brand);
      return failuresIn(roots).map((failure) => `${name}, ${theme}: ${failure}`);
    });
  });
}

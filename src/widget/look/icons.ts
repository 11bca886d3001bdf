import { html, type TemplateResult } from 'lit';

export const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z';

/** Lines with a soft fill, on a grid of 24 × 24: those of the first view. */
const paths: Record<string, string> = {
  bag: 'M5 8h14l-1 12H6ZM9 11V7a3 3 0 0 1 6 0v4',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6Z',
  coin: CIRCLE + 'm0 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  egg: 'M12 3c4 0 7 6 7 10a7 7 0 0 1-14 0c0-4 3-10 7-10Z',
};
let isComplete = false;

/** Adds the icons that come after the first view. */
export function knowIcons(more: Record<string, string>): void {
  Object.assign(paths, more);
  isComplete = true;
}

/** The outline of nobody in particular, in 104 × 96. */
export const SOMEBODY =
  'M22 30c-4-10-4-18 0-20 5 0 10 4 13 8a34 34 0 0 1 26 0c3-4 8-8 13-8 4 2 4 10 0 20a36 36 0 0 1 8 24c0 20-14 33-34 33S14 74 14 54a36 36 0 0 1 8-24Z';

/**
 * An icon by name; an emoji as it is; for anything else the first letter of the label. Until the other icons are loaded,
 * an unknown name gets an empty icon, which keeps the place.
 */
export function icon(name: string | null, label = ''): TemplateResult {
  const isEmoji = /[^ -ÿ]/.test(name ?? '');
  if (name && !isEmoji && (Object.hasOwn(paths, name) || !isComplete)) return iconOf(paths[name] ?? '');
  return html`<span class="icon letter" aria-hidden="true">${isEmoji ? name : [...label][0]}</span>`;
}

/** An icon from the path that draws it, on the same grid. */
export function iconOf(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

import { css, unsafeCSS } from 'lit';
import { limits, on, readable, tone } from './surface.ts';

/** What stands on the card or the shop and gets the colours that are derived from its surface. */
const INSIDE = '.inside,.notes,.notice,.status,.float,.ceremony,hatched-egg,dialog';

/**
 * The public custom properties and what they are where a page sets none. They get their short names inside the element:
 * on the element itself they would meet those of the page. `--look-*` is what a preset sets.
 */
export const tokens = css`
  .card,
  hatched-market {
    --surface: var(--hatched-surface, var(--look-surface, light-dark(#fffdf9, #1e1c19)));
    --accent: var(--hatched-accent, var(--look-accent, light-dark(#075, #6ca)));
    --radius: var(--hatched-radius, var(--look-radius, 20px));
    --inner: min(14px, var(--radius));
    --control: var(--hatched-control-radius, var(--look-control, calc(var(--radius) * 0.6)));
    --round: min(99px, var(--radius) * 99);
    --gap: var(--hatched-gap, 16px);
    --space: calc(var(--gap) * 0.75);
    ${tone};
    font: var(--look-weight, 400) 14px / 20px sans-serif;
    font-family: var(--hatched-font, var(--look-font, inherit));
    /* What else a page hands down to everything in it. */
    cursor: auto;
    hyphens: manual;
    letter-spacing: normal;
    overflow-wrap: normal;
    pointer-events: auto;
    tab-size: 8;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    word-spacing: normal;
    -webkit-text-fill-color: currentColor;
    -webkit-text-stroke: 0;
    -webkit-user-select: auto;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

/** What is derived from accent and surface; the shop, with a root of its own, takes it too. */
export const derived = css`
  ${limits(INSIDE)}
  ${unsafeCSS(INSIDE)} {
    --ink: var(--hatched-text, var(--look-text, light-dark(#221, #eee)));
    --text: ${readable(css`var(--ink)`, 'text')};
    --muted: ${readable(
      css`var(--hatched-surface-muted, var(--look-muted, color-mix(in oklab, var(--surface), var(--text) 5%)))`,
      'muted',
    )};
    --soft: ${readable(css`var(--hatched-text-muted, color-mix(in oklab, var(--text) 68%, var(--surface)))`, 'text')};
    --line: var(--hatched-border, var(--look-border, color-mix(in oklab, var(--surface), var(--text) 14%)));
    --empty: color-mix(in oklab, var(--surface), var(--text) 22%);
    --accent-text: ${readable(css`var(--accent)`, 'text')};
    --accent-shape: ${readable(css`var(--accent)`, 'shape')};
    --gold-raw: var(--hatched-gold, #f5b324);
    --gold: ${readable(css`var(--gold-raw)`, 'shape')};
    --flame-raw: var(--hatched-flame, #f4691f);
    --flame: ${readable(css`var(--flame-raw)`, 'shape')};
    --on-accent: var(--hatched-on-accent, ${on(css`var(--accent)`)});
    color: var(--text);
  }
  @supports (color: contrast-color(red)) {
    ${unsafeCSS(INSIDE)} {
      --on-accent: var(--hatched-on-accent, contrast-color(var(--accent)));
    }
  }
  @media (prefers-contrast: more) {
    ${unsafeCSS(INSIDE)} {
      --soft: var(--text);
      --line: var(--text);
    }
  }
`;

import { css } from 'lit';

/**
 * The public custom properties and what they are where a page sets none. They get their short names inside the element:
 * on the element itself they would meet those of the page.
 */
export const tokens = css`
  .card,
  hatched-market {
    --accent: var(--hatched-accent, light-dark(#075, #6ca));
    --on-accent: var(--hatched-on-accent, light-dark(#fff, #021));
    --surface: var(--hatched-surface, light-dark(#fffdf9, #1e1c19));
    --muted: var(--hatched-surface-muted, light-dark(#f6f1e7, #2a2723));
    --text: var(--hatched-text, light-dark(#221, #eee));
    --soft: var(--hatched-text-muted, light-dark(#665, #bba));
    --line: var(--hatched-border, light-dark(#e9e0d2, #443));
    --radius: var(--hatched-radius, 20px);
    --inner: min(14px, var(--radius));
    --gap: var(--hatched-gap, 16px);
    --gold: light-dark(#850, #fb4);
    --flame: light-dark(#b41, #f95);
    font: 400 14px / 20px sans-serif;
    font-family: var(--hatched-font, inherit);
    color: var(--text);
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
  @media (prefers-contrast: more) {
    .card,
    hatched-market {
      --soft: var(--text);
      --line: var(--text);
    }
  }
`;

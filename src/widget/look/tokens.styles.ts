import { css } from './css.ts';
import { limits, on, readable } from './surface.ts';

/**
 * The public custom properties and what they are where a page sets none. They get their short names inside the element:
 * on the element itself they would meet those of the page. `--look-*` is what a preset sets. All colours but the surface
 * are derived from it and from the accent, which takes a browser as long as all the rest of the first frame: a card that
 * waits for its buddy shows shapes alone, and gets none but the one of those.
 */
export const tokens = css`
  .card,
  hatched-market {
    --surface: var(--hatched-surface, var(--look-surface, light-dark(#fffdf9, #1e1c19)));
    --accent: var(--hatched-accent, var(--look-accent, light-dark(#075, #6ca)));
    --muted: var(--hatched-surface-muted, #80808017);
    --radius: var(--hatched-radius, var(--look-radius, 20px));
    --inner: min(14px, var(--radius));
    --control: var(--hatched-control-radius, var(--look-control, calc(var(--radius) * 0.6)));
    --round: min(99px, var(--radius) * 99);
    --gap: var(--hatched-gap, 16px);
    --space: calc(var(--gap) * 0.75);
    font: 14px / 20px sans-serif;
    font-family: var(--hatched-font, var(--look-font, inherit));
    /* What else a page hands down to everything in it. */
    caret-color: auto;
    cursor: auto;
    hyphens: manual;
    letter-spacing: normal;
    line-break: auto;
    overflow-wrap: normal;
    pointer-events: auto;
    tab-size: 8;
    text-align: start;
    text-align-last: auto;
    text-emphasis: none;
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
  .card:where(:not(.loading)),
  hatched-market {
    ${limits};
    --text: ${readable(
      css`var(--hatched-text, color-mix(in oklab, ${on(css`var(--day)`)} 88%, var(--surface)))`,
      'text',
    )};
    --muted: ${readable(
      css`var(--hatched-surface-muted, var(--look-muted, color-mix(in oklab, var(--surface), var(--text) 5%)))`,
      'muted',
    )};
    --soft: ${readable(css`var(--hatched-text-muted, color-mix(in oklab, var(--text) 68%, var(--surface)))`, 'text')};
    --line: var(--hatched-border, var(--look-border, color-mix(in oklab, var(--surface), var(--text) 14%)));
    --empty: color-mix(in oklab, var(--surface), var(--text) 22%);
    --accent-text: ${readable(css`var(--accent)`, 'text')};
    --accent-shape: ${readable(css`var(--accent)`, 'shape')};
    --tint: var(--accent-shape);
    --tint-text: var(--accent-text);
    --on-accent: var(--hatched-on-accent, ${on(css`var(--accent)`)});
    --gold-raw: var(--hatched-gold, #f5b324);
    --gold: ${readable(css`var(--gold-raw)`, 'shape')};
    --flame-raw: var(--hatched-flame, #f4691f);
    --flame: ${readable(css`var(--flame-raw)`, 'shape')};
    /* The meadow: pale on light surfaces, deep on dark ones. Half as bright is 1.26 times less in oklch. */
    --tinted: oklch(
      from color-mix(in xyz-d65, var(--accent), color(from var(--day) xyz-d65 0 0 0 / y))
        calc((2 * alpha - 1) * clamp(0.72, l * 1.26, 0.87) + (2 - 2 * alpha) * 0.46)
        min(c * (0.74 + 0.52 * alpha), 0.05 + 0.08 * alpha) h / 1
    );
    color: var(--text);
    scrollbar-color: var(--empty) #0000;
    @supports (color: contrast-color(red)) {
      --on-accent: var(--hatched-on-accent, contrast-color(var(--accent)));
    }
    @media (prefers-contrast: more) {
      --soft: var(--text);
      --line: var(--text);
    }
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

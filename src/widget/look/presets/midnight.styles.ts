import { css } from '../css.ts';
import { on } from '../surface.ts';

/** A cockpit at night: narrow figures, pills of glass with thin lines of light; slow glides. */
export const midnight = css`
  .card,
  hatched-market {
    --look-accent: #8b7bff;
    --look-surface: #10121f;
    --look-muted: #191c30;
    --look-border: #353a63;
    --look-radius: 18px;
    --look-control: 10px;
    --look-font: Inter, Segoe UI, system-ui, sans-serif;
    --look-bold: 500;
    --look-shadow: 0 0 0 1px #8b7bff22, 0 18px 50px #05061299, inset 0 1px 0 #ffffff14;
  }
  b {
    font-weight: 500;
  }
  .who b {
    font-weight: 300;
    font-size: 22px;
    letter-spacing: 0.02em;
  }
  .purse b,
  .level,
  .growth .soft,
  .streaks b,
  .more {
    font-family:
      ui-monospace,
      SF Mono,
      Cascadia Mono,
      monospace;
    font-size: 12.5px;
  }
  .purse,
  .streaks li,
  .more {
    border: 1px solid var(--line);
    background: linear-gradient(#ffffff0d, #ffffff03);
  }
  .strong {
    /* Towards the other end than its text. */
    background: linear-gradient(
      90deg,
      var(--accent),
      color-mix(in oklab, var(--accent), ${on(css`var(--on-accent)`)} 24%)
    );
    box-shadow:
      inset 0 0 0 1.5px var(--accent-shape),
      0 0 22px color-mix(in srgb, var(--accent) 45%, transparent);
    transition: box-shadow 0.7s;
    &:hover {
      filter: none;
      box-shadow:
        inset 0 0 0 1.5px var(--accent-shape),
        0 0 34px color-mix(in srgb, var(--accent) 70%, transparent);
    }
  }
  .bar {
    block-size: 4px;
    overflow: visible;
  }
  .bar i {
    box-shadow: 0 0 8px var(--tint);
    transition-duration: 1.6s;
  }
  .picture {
    box-shadow: inset 0 0 0 1px var(--line);
  }
`;

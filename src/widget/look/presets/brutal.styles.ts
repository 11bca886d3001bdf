import { css } from '../css.ts';
import { on } from '../surface.ts';

/** Corners, thick lines, hard shadows, big letters; things move in steps. */
export const brutal = css`
  .card,
  hatched-market {
    --look-accent: #ffdf3d;
    --look-surface: light-dark(#fff, #131313);
    --look-border: ${on(css`var(--surface)`)};
    --look-radius: 0px;
    --look-font: Arial Black, Archivo Black, Helvetica Neue, Impact, system-ui, sans-serif;
    --look-bold: 900;
    --look-rule: 2px;
    --look-shadow: 6px 6px 0 var(--look-border);
  }
  .card {
    font-size: 13px;
    letter-spacing: -0.02em;
  }
  .soft,
  .today,
  .label {
    font-family:
      Helvetica Neue,
      Arial,
      system-ui,
      sans-serif;
    letter-spacing: normal;
  }
  .who b {
    font-size: 22px;
    text-transform: uppercase;
  }
  .picture,
  .purse,
  .streaks li,
  .medal,
  .more,
  .chip,
  .item button {
    border: 2px solid var(--line);
  }
  .strong,
  .quiet {
    border: 2px solid var(--line);
    box-shadow: 3px 3px 0 var(--line);
    font-weight: 900;
    text-transform: uppercase;
    transition: translate 0.12s steps(2);
    &:hover {
      filter: none;
      translate: -1px -1px;
    }
    &:active {
      scale: 1;
      translate: 3px 3px;
      box-shadow: none;
    }
  }
  .bar {
    block-size: 8px;
    border: 1.5px solid var(--line);
    background: none;
  }
  .bar i {
    border-inline-end: 1.5px solid var(--text);
    background: var(--color, var(--accent));
    transition-timing-function: steps(6);
  }
  .strong {
    border-color: var(--accent-shape);
  }
  .pips .on {
    border: 1.5px solid var(--text);
    background: var(--accent);
  }
  .way {
    color: var(--text);
  }
  .skills :not(.own) > .icon {
    background: var(--accent);
    color: var(--on-accent);
  }
  .earned > .medal {
    background: var(--gold-raw);
    box-shadow: none;
  }
`;

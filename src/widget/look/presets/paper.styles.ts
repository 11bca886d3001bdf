import { css } from '../css.ts';

/** A page of a book: serifs, hairlines, no fills; things fade, nothing jumps. */
export const paper = css`
  .card,
  hatched-market {
    --look-accent: light-dark(#7a2e1d, #e2a48f);
    --look-surface: light-dark(#fbf8f1, #211f1b);
    --look-muted: var(--surface);
    --look-radius: 3px;
    --look-control: 2px;
    --look-font: Iowan Old Style, Palatino Linotype, Palatino, Book Antiqua, Georgia, serif;
    --look-bold: 500;
    --round: 99px;
  }
  b {
    font-weight: 600;
  }
  .who b {
    font-size: 21px;
    font-style: italic;
  }
  .purse,
  .streaks li,
  .more {
    border: 0 solid var(--line);
    border-block-end-width: 1px;
    border-radius: 0;
    background: none;
  }
  .strong,
  .quiet {
    border: 1px solid var(--accent-text);
    background: none;
    box-shadow: none;
    color: var(--accent-text);
    font-variant-caps: all-small-caps;
    font-size: 16px;
    letter-spacing: 0.08em;
    transition: background-color 0.5s;
    &:hover {
      filter: none;
      background: color-mix(in oklab, var(--accent) 9%, transparent);
    }
    &:active {
      scale: 1;
    }
  }
  .ghosts li {
    background: #80808017;
  }
  .bar {
    block-size: 3px;
    border-radius: 0;
  }
  .item button {
    border-color: #0000;
  }
  .skills .icon {
    background: none;
  }
  .earned > .medal {
    background: none;
    color: var(--gold);
  }
  .picture {
    filter: sepia(0.25);
  }
`;

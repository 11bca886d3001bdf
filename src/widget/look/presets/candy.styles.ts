import { css } from '../css.ts';

/** Round and bouncy: fat letters, buttons with a thick lower lip that are pressed in, springs. */
export const candy = css`
  .card,
  hatched-market {
    --look-accent: light-dark(#e6459c, #ff7ac0);
    --look-surface: light-dark(#fff7fb, #2a1a2b);
    --look-radius: 28px;
    --look-control: 99px;
    --look-font: ui-rounded, Nunito, SF Pro Rounded, Varela Round, system-ui;
    --look-bold: 800;
    --look-rule: 2px;
    --look-shadow: 0 6px 0 color-mix(in oklab, var(--accent) 30%, var(--surface));
    --inner: min(20px, var(--radius));
  }
  b {
    font-weight: 800;
  }
  .strong,
  .quiet {
    border-block-end: 4px solid color-mix(in oklab, var(--accent), #000 24%);
    transition: transform 0.25s cubic-bezier(0.3, 2.4, 0.5, 1);
    &:hover {
      transform: translateY(-1px);
    }
    &:active {
      scale: 1;
      transform: translateY(3px);
      border-block-end-width: 1px;
    }
  }
  .quiet {
    border-block-end-color: var(--empty);
  }
  .bar {
    block-size: 10px;
  }
  .bar i {
    background-image: linear-gradient(#fff6 40%, #0000 40%);
  }
  .purse {
    padding-inline: 6px 8px;
    border: 2px solid var(--line);
  }
  .medal {
    transition: scale 0.35s cubic-bezier(0.3, 2.6, 0.5, 1);
  }
  button:hover > .medal {
    scale: 1.12;
  }
`;

import { css } from './css.ts';

/** What the card and the shop share. */
export const base = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button {
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent-text);
    outline-offset: 2px;
  }
  .icon {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: color-mix(in srgb, currentColor 22%, transparent);
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .letter {
    display: inline-grid;
    place-items: center;
  }
  .label {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Names in another script stand where the others do. */
  [dir] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .soft {
    color: var(--soft);
  }
  .unseen {
    position: absolute;
    scale: 0;
  }
  .strong,
  .quiet {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    flex: none;
    gap: 6px;
    min-block-size: 36px;
    padding: 4px 14px;
    border-radius: var(--control);
    background: var(--surface);
    box-shadow: inset 0 0 0 1.5px var(--empty);
    color: var(--text);
    font-weight: 600;
    &:hover {
      filter: brightness(0.94);
    }
    &:active {
      scale: 0.97;
    }
  }
  /* The rim is there where the accent itself would not stand out from the surface. */
  .strong {
    background: var(--accent);
    box-shadow: inset 0 0 0 1.5px var(--accent-shape);
    color: var(--on-accent);
  }
  .purses {
    display: flex;
    gap: 5px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .purse {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    gap: 5px;
    block-size: 32px;
    padding-inline: 8px 10px;
    border-radius: var(--control);
    background: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    .icon {
      color: var(--accent-text);
    }
    &.coin .icon {
      color: var(--gold);
    }
    .soft {
      font-size: 12px;
    }
  }
  /* Everything that moves by itself comes to rest. */
  @keyframes wait {
    to {
      opacity: 0.45;
    }
  }
  @media (pointer: coarse) {
    button {
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    button,
    .bar {
      border: 1px solid;
    }
    .bar i {
      forced-color-adjust: none;
      background: Highlight;
    }
    :disabled,
    [aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;

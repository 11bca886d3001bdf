import { css } from 'lit';

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
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
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
    justify-self: start;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .soft {
    color: var(--soft);
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
    border-radius: 12px;
    background: color-mix(in srgb, var(--text) 8%, transparent);
    font-weight: 600;
    &:hover {
      filter: brightness(0.94);
    }
    &:active {
      scale: 0.97;
    }
  }
  .strong {
    background: var(--accent);
    color: var(--on-accent);
  }
  .purses {
    display: flex;
    gap: 6px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .purse {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
    block-size: 36px;
    padding-inline: 10px 14px;
    border-radius: 12px;
    background: var(--muted);
    font-variant-numeric: tabular-nums;
    .icon {
      color: var(--accent);
    }
    &.coin .icon {
      color: var(--gold);
    }
    .unseen {
      position: absolute;
      scale: 0;
    }
  }
  @keyframes wait {
    to {
      opacity: 0.45;
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
    .pips [class=''] {
      border-width: 1px;
    }
  }
`;

import { css } from '../../look/css.ts';

/** The badges in a row, and what is told about one. */
export const badgesStyles = css`
  .badges {
    li {
      min-inline-size: 0;
      text-align: center;
    }
    button {
      position: relative;
      display: grid;
      justify-items: center;
      inline-size: 100%;
      min-block-size: 44px;
      border-radius: var(--control);
    }
    .label {
      position: absolute;
      scale: 0;
    }
    .more {
      inline-size: auto;
      min-inline-size: 44px;
      margin: auto;
      padding: 0 4px;
      display: block;
      text-align: center;
      border-radius: var(--round);
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
      color: var(--soft);
      font-size: 13px;
      font-weight: 600;
      background: var(--muted);
    }
  }
  .medal {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    margin: 2px;
    border-radius: var(--round);
    color: var(--soft);
    .icon:not(.letter) {
      inline-size: 22px;
      block-size: 22px;
    }
    .way {
      inline-size: 100%;
      position: absolute;
      inset: 0;
      fill: none;
      /* A stroke that is calculated is handed down wrongly by Firefox; a colour is not. */
      color: var(--accent-shape);
      stroke: currentColor;
      stroke-width: 3;
      stroke-linecap: round;
      rect {
        rx: var(--round);
      }
    }
  }
  :not(.earned) > .medal {
    box-shadow: inset 0 0 0 2px var(--empty);
    .icon {
      fill: none;
    }
  }
  .earned > .medal {
    background: radial-gradient(circle at 35% 25%, color-mix(in oklab, var(--gold-raw), #fff 45%), var(--gold-raw));
    box-shadow: inset 0 0 0 2px var(--gold);
    color: color-mix(in oklab, var(--gold-raw) 30%, #000);
  }
  @media (forced-colors: active) {
    .badges button:has(.medal) {
      border: 0;
    }
    .medal {
      border: 1px solid;
    }
    .earned > .medal {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  /* Badges for which there is no room are behind the last button, which is absent where all have room. */
  :not(.unfolded) > .medals li:nth-child(n + 7):not(.rest),
  .medals .rest:nth-child(-n + 8) {
    display: none;
  }
  :not(.unfolded) > .medals:has(.rest:nth-child(-n + 8)) li:nth-child(7):not(.rest) {
    display: block;
  }
  .unfolded .medals {
    grid-template-columns: repeat(auto-fill, minmax(64px, 1fr));
    row-gap: 8px;
    li {
      display: block;
    }
  }
`;

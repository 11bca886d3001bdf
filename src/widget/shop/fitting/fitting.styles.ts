import { css } from '../../look/css.ts';
import { readable } from '../../look/surface.ts';

/** The buddy in the shop, and the bar under it. */
export const fittingStyles = css`
  .try {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--muted);
  }
  .fitting {
    position: relative;
    flex: none;
    block-size: clamp(140px, 30cqb, 240px);
    min-block-size: 0;
    overflow: hidden;
    /* The same ground that the card's picture has. */
    background: var(--tinted);
    img {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
    }
    .scene {
      object-fit: cover;
      object-position: 50% 85%;
    }
    .figure {
      inset: auto 0 4%;
      block-size: 92%;
      object-fit: contain;
      object-position: bottom;
    }
    .whole {
      inset: 0;
      block-size: 100%;
    }
  }
  .bar-of-item {
    display: grid;
    gap: 6px;
    align-content: start;
    min-block-size: 148px;
    overflow: hidden auto;
    padding: 12px 16px 14px;
    background: var(--surface);
    border-block-start: 1px solid var(--line);
    h2 {
      font-size: 17px;
      line-height: 24px;
      overflow-wrap: anywhere;
      outline-offset: 4px;
      &:focus-visible {
        outline: none;
      }
    }
  }
  .idle {
    place-content: center;
    text-align: center;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    font-size: 13px;
  }
  .about {
    font-size: 13px;
    line-height: 18px;
  }
  .sum {
    position: relative;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    > span {
      display: inline-flex;
      align-items: center;
      gap: 4px;
    }
    .icon {
      color: var(--gold);
    }
    .soft {
      margin-inline-start: 6px;
    }
  }
  .why {
    font-weight: 600;
    font-size: 13px;
  }
  .problem {
    color: ${readable(css`var(--hatched-negative, #e0503a)`, 'text')};
    font-weight: 600;
  }
  .swap {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    border: 0;
    legend {
      margin-block-end: 4px;
      font-size: 13px;
      font-weight: 600;
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 2px;
    button {
      flex: 1;
      min-block-size: 40px;
    }
    .main {
      flex-grow: 2;
    }
  }
  /* Only what takes long looks as if it did. */
  [aria-busy='true'] .main {
    animation: wait 0.8s 0.4s ease-in-out infinite alternate;
  }
`;

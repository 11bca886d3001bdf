import { css } from 'lit';

/** Steps and bars. */
export const growthStyles = css`
  .growth .bar {
    flex: 1;
  }
  .shadow {
    object-fit: contain;
    filter: contrast(0);
    opacity: 0.6;
  }
  .pips {
    display: flex;
    gap: 4px;
    i {
      inline-size: 8px;
      block-size: 8px;
      border: 1.5px solid var(--soft);
      border-radius: var(--round);
    }
    .on {
      border: 4px solid var(--accent-shape);
    }
    .next {
      border-width: 2px;
      border-color: var(--accent-shape);
    }
  }
  .bar {
    display: block;
    block-size: 6px;
    border-radius: var(--round);
    background: color-mix(in oklab, var(--surface), var(--text) 14%);
    overflow: hidden;
    i {
      display: block;
      block-size: 100%;
      border-radius: var(--round);
      background: var(--tint, var(--accent-shape));
      transition: inline-size 0.8s;
    }
  }
`;

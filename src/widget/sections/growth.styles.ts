import { css } from '../look/css.ts';

/** Steps and bars. */
export const growthStyles = css`
  .growth .bar {
    flex: 1;
  }
  .stage .growth:has(.next) {
    position: relative;
  }
  .stage :is(.growth:has(.next), .who:has(+ .growth .next)) {
    padding-inline-end: 56px;
  }
  /* What the buddy grows into, as a shape. */
  .growth .next {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 48px;
    block-size: 48px;
    border-radius: min(14px, var(--radius));
    background: color-mix(in oklab, var(--accent) 14%, var(--muted));
    &::before {
      content: '';
      position: absolute;
      inset: 3px;
      background: color-mix(in oklab, var(--accent-shape) 58%, var(--soft));
      mask: var(--shape) center / contain no-repeat;
      forced-color-adjust: none;
    }
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
      background: var(--tint);
      transition: inline-size 0.8s;
    }
  }
`;

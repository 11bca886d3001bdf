import { css } from '../look/css.ts';

/** Pieces of three kinds. */
export const confettiStyles = css`
  .confetti {
    inline-size: 8px;
    block-size: 8px;
    &.kind-1 {
      inline-size: 5px;
      block-size: 12px;
    }
    &.kind-2 {
      border-radius: 50%;
    }
  }
`;

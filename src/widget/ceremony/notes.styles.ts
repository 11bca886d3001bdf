import { css } from '../look/css.ts';
import { readable } from '../look/surface.ts';

/** What is told at the foot of the picture, and what flies over the card. */
export const notesStyles = css`
  .notes {
    position: absolute;
    inset: calc(var(--gap) + 8px) var(--gap) auto;
    text-align: center;
    pointer-events: none;
  }
  .note {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    max-inline-size: 100%;
    padding: 8px 16px;
    padding-inline-start: 12px;
    border-radius: 18px;
    background: var(--text);
    color: var(--surface);
    font-weight: 600;
    overflow-wrap: anywhere;
    /* Not before the ceremony that has the picture for itself. */
    animation: pop 0.4s var(--wait, 0s) cubic-bezier(0.2, 1.4, 0.4, 1) backwards;
  }
  @keyframes pop {
    from {
      opacity: 0;
      transform: translateY(-8px) scale(0.94);
    }
  }
  .ceremony {
    position: absolute;
    inset: 0;
    z-index: 2;
    pointer-events: none;
    > span {
      position: absolute;
    }
  }
  .gain {
    color: ${readable(css`var(--hatched-positive, var(--accent))`, 'text')};
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    text-shadow:
      0 0 3px var(--surface),
      0 0 6px var(--surface);
  }
  .flying {
    color: var(--gold);
    .icon {
      display: block;
      margin: -10px;
    }
  }
`;

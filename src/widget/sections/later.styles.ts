import { css } from '../look/css.ts';
import { on, readable } from '../look/surface.ts';

/** What fills the sections after the first view; their places are in the layout. */
export const sectionsStyles = css`
  .picture::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 1;
    background: #2b2f6b;
    mix-blend-mode: multiply;
    opacity: 0;
    pointer-events: none;
    transition: opacity 0.6s;
  }
  .evening::after {
    opacity: 0.62;
  }
  .stage:has(.redraw) {
    position: relative;
  }
  .redraw {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    z-index: 3;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--soft);
    &.warm .icon {
      color: var(--flame);
    }
    &.glad .icon {
      color: var(--accent-text);
    }
  }

  /* Those that were unfolded are as high as they need. */
  .unfolded,
  .unfolded .list {
    block-size: auto !important;
  }
  .heading {
    display: flex;
    justify-content: space-between;
    position: absolute;
    scale: 0;
  }
  /* Names that may take two lines. */
  .streaks li:nth-child(2):last-child .label,
  .badges .label {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
  }
  .skills {
    li {
      display: grid;
      grid-template: 18px 12px / 30px minmax(0, 1fr) auto;
      align-content: center;
      align-items: center;
      gap: 2px 8px;
      font-size: 13px;
      line-height: 18px;
    }
    .icon {
      grid-row: 1 / 3;
      inline-size: 30px;
      block-size: 30px;
      padding: 5px;
      border-radius: min(9px, var(--radius));
      background: color-mix(in srgb, var(--tint) 12%, transparent);
      color: var(--tint-text);
    }
    .label {
      grid-column: 2 / 4;
    }
    .level {
      font-size: 12px;
      line-height: 12px;
      white-space: nowrap;
    }
    .own {
      --tint: ${readable(css`var(--color)`, 'shape')};
      --tint-text: ${readable(css`var(--color)`, 'text')};
    }
    .rest {
      display: block;
    }
    .rest button {
      inline-size: 100%;
      min-block-size: 34px;
    }
    &:not(.unfolded) li:nth-child(n + 5),
    &:not(.unfolded) .list:has(.rest) li:nth-child(n + 4):not(.rest) {
      display: none;
    }
  }

  .streaks {
    .list {
      grid-template: 1fr 1fr / minmax(0, 1fr);
      grid-auto-flow: column;
      grid-auto-columns: minmax(118px, max-content);
      gap: 6px 8px;
      overflow: auto hidden;
      scrollbar-width: none;
    }
    li {
      --tint: var(--flame);
      display: grid;
      grid-template-columns: auto auto minmax(0, 1fr) auto;
      align-content: center;
      align-items: center;
      column-gap: 6px;
      padding: 0 8px;
      border-radius: var(--inner);
      background: var(--muted);
      font-size: 12px;
      line-height: 14px;
    }
    li:first-child,
    li:nth-child(2):last-child {
      grid-row: 1 / 3;
      padding: 8px 10px;
    }
    li + li {
      column-gap: 4px;
      padding-inline: 6px;
    }
    li b {
      font-size: 15px;
      line-height: 17px;
      white-space: nowrap;
    }
    .icon {
      color: var(--tint);
    }
    .hint {
      text-align: end;
    }
    li:first-child:not(:only-child) .whole,
    li:only-child .brief,
    li + li .brief {
      position: absolute;
      scale: 0;
    }
    .brief {
      white-space: nowrap;
    }
    .soon .hint {
      color: ${readable(css`var(--flame-raw)`, 'text')};
      font-weight: 600;
    }
    .low .ring .icon,
    .out .icon {
      fill: none;
    }
    .out {
      --tint: var(--soft);
    }
    .label {
      grid-area: 2 / 2 / 3 / 4;
      inline-size: 0;
      min-inline-size: 100%;
    }
    .ring,
    li > .icon {
      grid-row: 1 / 3;
    }
    li:first-child .hint {
      grid-area: 1 / 4;
    }
    li:only-child .hint {
      grid-row: 1 / 3;
    }
    li:first-child:not(:only-child) .label {
      grid-column: 2 / 5;
    }
    li:nth-child(n + 2):not(:last-child),
    li:nth-child(n + 3) {
      .label,
      .hint {
        position: absolute;
        scale: 0;
      }
    }
    li:nth-child(2):last-child .label {
      inline-size: auto;
      min-inline-size: 0;
      max-inline-size: 104px;
    }
    li:nth-child(2):last-child .hint {
      grid-area: 3 / 1 / 4 / 5;
      margin-block-start: 2px;
      text-align: start;
    }
    li:nth-child(n + 2) .week {
      display: none;
    }
  }
  .ring {
    position: relative;
    inline-size: 30px;
    block-size: 30px;
    .icon {
      position: absolute;
      inset: 6px;
      inline-size: 18px;
      block-size: 18px;
    }
    svg + svg {
      fill: none;
      stroke: var(--empty);
      stroke-width: 2.2;
    }
    rect {
      rx: var(--round);
    }
    rect + rect {
      stroke: var(--tint);
      stroke-linecap: round;
      transition: stroke-dasharray 0.8s;
    }
  }
  .week {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    justify-items: center;
    margin-block-start: 5px;
    i {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: min(24px, 100% - 3px);
      aspect-ratio: 1;
      border-radius: var(--round);
      color: var(--soft);
      font-style: normal;
      font-size: 12px;
      font-weight: 600;
    }
    .icon {
      inline-size: 16px;
      block-size: 16px;
    }
    .ticked {
      background: var(--flame);
      color: ${on(css`var(--flame)`)};
    }
    .frozen {
      background: color-mix(in oklab, var(--accent) 18%, var(--surface));
    }
    .now:not(.ticked) {
      box-shadow: inset 0 0 0 1.5px var(--tint);
    }
    .missed::after {
      content: '';
      position: absolute;
      inset-block-end: 0;
      inline-size: 4px;
      block-size: 4px;
      border-radius: var(--round);
      background: var(--empty);
    }
  }
  @media (forced-colors: active) {
    .week :is(.ticked, .frozen, .now) {
      border: 1px solid;
    }
    .week .ticked {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  .freezes {
    display: inline-flex;
    align-items: center;
    grid-area: 1 / 3;
    .icon {
      inline-size: 14px;
      block-size: 14px;
      color: inherit;
    }
  }
`;

import { css } from 'lit';

export const streaksStyles = css`
  .streaks {
    min-block-size: 120px;
    ul {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(46%, 1fr);
      gap: 8px;
      block-size: 92px;
      overflow: auto hidden;
      scrollbar-width: none;
    }
    li {
      --tint: var(--flame);
      display: grid;
      grid-template: 24px 18px 8px 18px / auto minmax(0, 1fr) auto;
      place-content: center stretch;
      align-items: center;
      column-gap: 4px;
      padding: 0 10px;
      border-radius: var(--inner);
      background: var(--muted);
      font-size: 12px;
      line-height: 18px;
    }
    li > .icon {
      color: var(--tint);
    }
    b {
      font-size: 16px;
    }
    .label.soft,
    .bar {
      grid-column: 1 / -1;
    }
    .bar {
      block-size: 4px;
    }
    .hint {
      grid-row: 4;
    }
    .low > .icon {
      fill: none;
    }
    .soon .hint {
      color: var(--flame);
      font-weight: 600;
    }
    .out {
      --tint: var(--soft);
    }
    .freezes {
      display: flex;
      align-items: center;
      .icon {
        inline-size: 14px;
      }
    }
  }
`;

import { css } from '../../look/css.ts';

export const statusStyles = css`
  .bare:has(.status) {
    max-inline-size: 480px;
    max-block-size: 160px;
  }
  .says b {
    display: block;
    text-wrap: balance;
  }
  .status {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 12px;
    min-block-size: 120px;
    padding: 12px var(--gap);
  }
  .says {
    b {
      font-size: 15px;
    }
    p {
      font-size: 13px;
      line-height: 17px;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-start: 6px;
    .quiet {
      min-block-size: 28px;
      padding-block: 2px;
      font-size: 13px;
    }
    code {
      font:
        11px/16px ui-monospace,
        monospace;
    }
    .id {
      min-block-size: 24px;
      font-size: 12px;
      text-decoration: underline;
      &[data-copied]::after {
        content: attr(data-copied);
        margin-inline-start: 4px;
      }
    }
  }
  @media (pointer: coarse) {
    .actions button {
      min-block-size: 44px !important;
    }
  }
  .drawing {
    inline-size: 92px;
    block-size: 86px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
    .body {
      fill: color-mix(in oklab, var(--accent) 42%, var(--surface));
      stroke: none;
    }
    .spot {
      fill: color-mix(in oklab, var(--surface) 62%, transparent);
      stroke: none;
    }
    .cheek {
      fill: color-mix(in oklab, var(--flame-raw) 38%, transparent);
      stroke: none;
    }
    .solid {
      fill: var(--text);
      stroke: none;
    }
    .sign {
      color: var(--accent-text);
      stroke-width: 2.8;
    }
    .ground {
      fill: color-mix(in oklab, var(--text) 10%, transparent);
      stroke: none;
    }
  }
`;

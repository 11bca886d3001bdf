import { css } from 'lit';

/** What a page or an app is told: a row over a list whose entries open. Two shadow roots have one. */
export const log = css`
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .between {
    justify-content: space-between;
  }
  small,
  .hint {
    margin: 0;
    color: var(--soft);
    font-size: 12px;
  }
  .quiet {
    min-inline-size: 26px;
    min-block-size: 26px;
    padding: 0 6px;
    color: var(--soft);
    font: inherit;
    background: none;
    border: 0;
    border-radius: 6px;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--tint);
    outline-offset: 2px;
  }
  .log {
    flex: 1;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .log li {
    border-block-end: 1px solid var(--line);
  }
  .log summary {
    padding: 6px 2px;
    font:
      12px/1.4 ui-monospace,
      monospace;
    cursor: pointer;
  }
  .log pre {
    max-block-size: 220px;
    margin: 0 0 8px;
    padding: 8px;
    overflow: auto;
    font:
      11px/1.5 ui-monospace,
      monospace;
    background: var(--field);
    border-radius: 8px;
  }
`;

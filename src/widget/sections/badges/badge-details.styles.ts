import { css } from '../../look/css.ts';

/** What is told about a badge. */
export const detailsStyles = css`
  .float {
    inset: auto;
    margin: 6px;
    inline-size: max-content;
    max-inline-size: min(260px, 100vi - 24px);
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: var(--inner);
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
    font-size: 13px;
    overflow-wrap: break-word;
    position-area: block-end;
    position-try-fallbacks: flip-block;
    .bar {
      margin-block: 8px 4px;
    }
  }
`;

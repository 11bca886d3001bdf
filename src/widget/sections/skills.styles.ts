import { css } from 'lit';

export const skillsStyles = css`
  .skills {
    min-block-size: 184px;
    ul {
      display: grid;
      grid-auto-rows: minmax(34px, 46px);
      align-content: start;
      gap: 6px 18px;
      block-size: 156px;
    }
    .many {
      grid-template-columns: 1fr 1fr;
    }
    li {
      --tint: var(--accent);
      display: grid;
      grid-template-columns: 32px minmax(0, 1fr) auto;
      align-content: center;
      gap: 4px 8px;
      font-size: 13px;
      line-height: 18px;
    }
    .icon {
      grid-row: 1 / 3;
      align-self: center;
      inline-size: 32px;
      block-size: 32px;
      padding: 6px;
      border-radius: 10px;
      background: color-mix(in srgb, var(--tint) 14%, transparent);
      color: color-mix(in srgb, var(--tint) 72%, var(--text));
    }
  }
  .bar {
    grid-column: 2 / -1;
    block-size: 6px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--text) 8%, transparent);
    overflow: hidden;
    i {
      display: block;
      block-size: 100%;
      border-radius: 3px;
      background: var(--tint);
      transition: inline-size 0.8s;
    }
  }
`;

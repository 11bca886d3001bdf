import { css } from 'lit';

export const badgesStyles = css`
  .badges {
    position: relative;
    min-block-size: 152px;
  }
  .medals {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    grid-auto-rows: 58px;
    gap: 8px 4px;
    button {
      display: grid;
      place-items: center;
      align-content: center;
      min-inline-size: 0;
      border-radius: 12px;
      color: var(--soft);
      font-size: 11px;
      line-height: 18px;
    }
    .icon {
      inline-size: 40px;
      block-size: 40px;
      padding: 9px;
      border-radius: 50%;
      font-size: 16px;
    }
    .letter {
      padding: 0;
    }
    .label {
      justify-self: center;
    }
    .earned {
      color: inherit;
      .icon {
        background: color-mix(in srgb, var(--gold) 22%, transparent);
        color: var(--gold);
      }
    }
    :not(.earned) > .icon {
      border: 1.5px dashed var(--line);
      fill: none;
    }
    &.many {
      grid-template-columns: repeat(6, 1fr);
      .icon {
        inline-size: 36px;
        block-size: 36px;
        padding: 8px;
      }
      .label {
        position: absolute;
        scale: 0;
      }
    }
    .more {
      background: var(--muted);
    }
  }
`;

import { css } from '../look/css.ts';

export const smallStyles = css`
  .mini {
    container-type: normal;
    border-radius: var(--round);
    .inside {
      display: flex;
      align-items: center;
      gap: 4px;
      inline-size: 100%;
      block-size: 42px;
      min-block-size: 0;
      padding: 0;
      border: 0;
      border-radius: inherit;
      text-align: start;
    }
    .face {
      flex: none;
      display: grid;
      place-items: center;
      inline-size: 42px;
      block-size: 42px;
      border-radius: var(--round);
      background: color-mix(in oklab, var(--accent) 26%, var(--muted));
      overflow: hidden;
      img,
      .drawing {
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }
    }
    .about,
    .coin {
      display: none;
    }
    > .inside > .who {
      position: absolute;
      scale: 0;
    }
  }
  .fact {
    display: flex;
    align-items: center;
    gap: 2px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .fact.flame .icon {
    color: var(--flame);
  }
  .fact.coin .icon {
    color: var(--gold);
  }
  :host([size='sm']) .mini {
    container-type: inline-size;
    border-radius: var(--radius);
    .inside {
      gap: 12px;
      block-size: 86px;
      padding: 0 12px;
    }
    .face {
      inline-size: 64px;
      block-size: 64px;
    }
    > .inside > .who {
      position: static;
      flex: 1;
      flex-wrap: wrap;
      gap: 0 8px;
      scale: 1;
      overflow-wrap: anywhere;
      > * {
        flex: 0 1 100%;
        max-inline-size: 100%;
        line-height: 20px;
      }
    }
    .about {
      display: grid;
      flex: 1;
      gap: 4px;
      min-inline-size: 0;
    }
    .who b {
      max-inline-size: 100%;
      font-size: 16px;
      line-height: 22px;
    }
    .coin {
      display: flex;
    }
    .growth > :not(.bar, .pips) {
      display: none;
    }
    .growth:has(.bar) .pips {
      display: none;
    }
  }
  @container (inline-size < 300px) {
    .mini .coin,
    .mini .who .soft {
      display: none !important;
    }
  }
  .card[popover] {
    inset: auto;
    margin: 8px;
    inline-size: min(380px, 100vi - 16px);
    max-block-size: calc(100dvb - 16px);
    overflow: hidden auto;
    position-area: block-end span-inline-end;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
    box-shadow: 0 12px 40px rgb(0 0 0 / 24%);
    &:not(:popover-open) {
      display: none;
    }
  }
`;

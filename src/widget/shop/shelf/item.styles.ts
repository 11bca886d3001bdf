import { css } from '../../look/css.ts';
import { readable } from '../../look/surface.ts';

/** Cards of items: quiet, with one of them chosen. */
export const itemStyles = css`
  .shelf {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(116px, 1fr));
    gap: 10px;
  }
  .item {
    min-inline-size: 0;
    border-radius: min(16px, var(--radius));
    background: var(--surface);
    &.ghost {
      min-block-size: 168px;
      background: var(--muted);
      animation: wait 1s ease-in-out infinite alternate;
    }
    button {
      position: relative;
      display: grid;
      gap: 4px;
      justify-items: start;
      align-content: start;
      inline-size: 100%;
      block-size: 100%;
      padding: 6px 6px 10px;
      border: 1px solid var(--line);
      border-radius: inherit;
      text-align: start;
    }
    [aria-pressed='true'] {
      border-color: var(--accent-shape);
      box-shadow: inset 0 0 0 1px var(--accent-shape);
    }
    button:hover img {
      scale: 1.06;
    }
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .worn button {
    background: color-mix(in srgb, var(--accent) 8%, var(--surface));
  }
  .thumb {
    inline-size: 100%;
    aspect-ratio: 1.15;
    overflow: hidden;
    border-radius: min(12px, var(--radius));
    background: color-mix(in srgb, var(--rare) 14%, var(--muted));
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
      transition: scale 0.25s;
    }
  }
  .locked .thumb img {
    filter: brightness(0) opacity(0.28);
  }
  .soldOut img {
    filter: grayscale(1) opacity(0.5);
  }
  .title {
    max-inline-size: 100%;
    padding-inline: 4px;
    font-size: 13px;
    line-height: 17px;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    padding-inline: 4px;
    color: var(--soft);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
    .icon {
      inline-size: 16px;
      block-size: 16px;
    }
    &.price {
      color: var(--text);
      .icon {
        color: var(--gold);
      }
    }
    &.has .icon {
      color: var(--accent-text);
      fill: none;
    }
    .title {
      padding: 0;
    }
  }
  .way {
    display: grid;
    gap: 2px;
    inline-size: 100%;
    padding-inline: 4px;
    font-size: 12px;
    line-height: 16px;
  }
  .bar {
    block-size: 4px;
    border-radius: min(2px, var(--radius));
    background: color-mix(in srgb, var(--text) 12%, transparent);
    overflow: hidden;
    i {
      display: block;
      block-size: 100%;
      background: var(--soft);
    }
  }
  .rarity {
    color: var(--soft);
    &::before {
      content: '';
      display: inline-block;
      margin-inline-end: 6px;
      border: 4px solid var(--rare);
      border-radius: min(50%, var(--radius));
    }
  }
  .item,
  .bar-of-item {
    --rare: ${readable(css`var(--rare-raw)`, 'shape')};
  }
  .common {
    --rare-raw: light-dark(#978c7e, #a89e90);
  }
  .uncommon {
    --rare-raw: light-dark(#3a9467, #5fc893);
  }
  .rare {
    --rare-raw: light-dark(#3b7dc4, #6eb1f2);
  }
  .epic {
    --rare-raw: light-dark(#8a55c8, #bd92f3);
  }
  .legendary {
    --rare-raw: light-dark(#d48a10, #f6bd4d);
  }
`;

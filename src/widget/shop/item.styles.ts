import { css } from 'lit';

export const itemStyles = css`
  .shelf {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    gap: 12px;
  }
  .item {
    position: relative;
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    &.ghost {
      min-block-size: 236px;
      background: var(--muted);
      animation: wait 1s ease-in-out infinite alternate;
    }
    &.worn {
      outline: 2px solid var(--accent);
      outline-offset: -2px;
    }
    .thumb {
      block-size: 132px;
    }
    .label,
    .rarity {
      padding-inline: 4px;
    }
    button {
      margin-block-start: 4px;
      padding-inline: 8px;
      &::after {
        content: '';
        position: absolute;
        inset: 0;
      }
    }
    [aria-disabled='true'] {
      color: var(--soft);
    }
    &:hover img {
      scale: 1.05;
    }
  }
  .locked,
  .soldOut {
    img {
      opacity: 0.5;
    }
  }
  .thumb {
    position: relative;
    overflow: hidden;
    border-radius: var(--inner);
    background: color-mix(in srgb, var(--rare) 14%, var(--muted));
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
      transition: 0.25s;
    }
  }
  .chip {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-start: 6px;
    display: flex;
    gap: 2px;
    padding-block: 1px;
    padding-inline: 4px 8px;
    border-radius: 99px;
    background: var(--surface);
    color: var(--accent);
    font-size: 12px;
    font-weight: 600;
    .icon {
      block-size: 18px;
      fill: none;
    }
  }
  .rarity {
    color: var(--soft);
    font-size: 12px;
    &::before {
      content: '';
      display: inline-block;
      margin-inline-end: 6px;
      border: 4px solid var(--rare);
      border-radius: 50%;
    }
  }
  .common {
    --rare: light-dark(#978c7e, #a89e90);
  }
  .uncommon {
    --rare: light-dark(#3a9467, #5fc893);
  }
  .rare {
    --rare: light-dark(#3b7dc4, #6eb1f2);
  }
  .epic {
    --rare: light-dark(#8a55c8, #bd92f3);
  }
  .legendary {
    --rare: light-dark(#d48a10, #f6bd4d);
  }
`;

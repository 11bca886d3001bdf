import { css } from '../look/css.ts';
import { base } from '../look/base.styles.ts';
import { fittingStyles } from './fitting/fitting.styles.ts';
import { itemStyles } from './shelf/item.styles.ts';

/** A dialog of the size of what contains it: two rooms side by side from 720 px on, one above the other below. */
const market = css`
  :host {
    display: contents;
  }
  dialog {
    inset: 0;
    inline-size: min(1040px, 100% - 32px);
    block-size: min(720px, 100% - 32px);
    max-inline-size: none;
    max-block-size: none;
    margin: auto;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    transition:
      opacity 0.25s,
      translate 0.25s;
    &::backdrop {
      background: rgb(20 16 10 / 45%);
    }
    @starting-style {
      opacity: 0;
      translate: 0 16px;
    }
  }
  .shop {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    container: shop / size;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px 12px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--line);
    .purses {
      flex: 1;
      justify-content: safe end;
    }
  }
  .round {
    flex: none;
    inline-size: 36px;
    padding: 0;
    border-radius: var(--control);
  }
  .tabs,
  .chips {
    display: flex;
    gap: 4px;
  }
  .tab {
    padding: 6px 12px;
    border-radius: var(--control);
    color: var(--soft);
    font-weight: 600;
    &:hover {
      color: var(--text);
    }
    &[aria-selected='true'] {
      background: var(--muted);
      box-shadow: inset 0 -2px var(--accent-shape);
      color: var(--text);
    }
  }
  .rooms {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .goods {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .filters {
    display: flex;
    align-items: center;
    gap: 4px 8px;
    overflow: auto hidden;
    padding: 10px 16px;
    scrollbar-width: none;
  }
  .chip {
    flex: none;
    min-block-size: 32px;
    padding: 4px 10px;
    border: 1px solid var(--line);
    border-radius: var(--control);
    background: none;
    color: var(--soft);
    font: inherit;
    font-size: 13px;
    line-height: 18px;
    cursor: pointer;
    &:hover {
      color: var(--text);
    }
    &[aria-checked='true'],
    &[aria-pressed='true'],
    &:has(:checked) {
      border-color: var(--text);
      color: var(--text);
    }
  }
  select.chip option {
    background: var(--surface);
    color: var(--text);
  }
  .panel {
    flex: 1;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 4px 16px 16px;
  }
  .empty {
    display: grid;
    flex: 1;
    place-content: center;
    place-items: center;
    gap: 12px;
    min-block-size: 160px;
    color: var(--soft);
    text-align: center;
  }
  .message {
    position: absolute;
    inset: auto 16px 16px;
    justify-self: center;
    pointer-events: none;
    &:not(:empty) {
      padding: 8px 16px;
      border-radius: min(18px, var(--radius));
      background: var(--text);
      color: var(--surface);
      font-weight: 600;
    }
  }
  @media (max-width: 600px) {
    dialog {
      inline-size: 100%;
      block-size: 94%;
      margin-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  @media (pointer: coarse) {
    .tab,
    .chip,
    .round,
    .strong,
    .quiet,
    .actions button {
      min-block-size: 44px;
    }
    .round,
    .chip {
      min-inline-size: 44px;
    }
    .chip:has(input) {
      display: inline-flex;
      align-items: center;
    }
  }
  @container shop (inline-size >= 720px) {
    .filters,
    .chips {
      flex-wrap: wrap;
    }
    .rooms {
      flex-direction: row;
    }
    .try {
      inline-size: 40%;
      border-inline-end: 1px solid var(--line);
    }
    .try .fitting {
      flex: 1;
      block-size: auto;
    }
  }
  @container shop (inline-size < 480px) {
    header {
      flex-wrap: wrap;
      .round {
        margin-inline-start: auto;
      }
      .purses {
        order: 1;
        flex-basis: 100%;
        justify-content: start;
        .soft {
          display: none;
        }
      }
    }
  }
  /* A phone on its side, and 400 % zoom: everything scrolls, the picture is small and stands beside its words. */
  @container shop (block-size < 480px) and (inline-size < 720px) {
    .rooms {
      display: block;
      overflow: hidden auto;
    }
    .goods {
      display: block;
    }
    .panel {
      overflow: visible;
    }
    .try {
      flex-direction: row;
      align-items: start;
    }
    .try .fitting {
      flex: none;
      inline-size: 96px;
      block-size: 96px;
    }
    .bar-of-item {
      flex: 1;
      min-inline-size: 0;
    }
  }
  @container shop (block-size < 360px) {
    header {
      padding-block: 4px;
      .purses {
        display: none;
      }
    }
    /* Name, price and press are to be seen together. */
    .bar-of-item {
      gap: 4px;
      padding-block: 6px;
    }
    .about {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'],
    .chip:is([aria-checked='true'], [aria-pressed='true'], :has(:checked)) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .item [aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
    .locked .title,
    .soldOut .title,
    .tooDear .title,
    :is(.locked, .soldOut, .tooDear) .pill {
      color: GrayText;
    }
  }
`;

export const marketStyles = [base, fittingStyles, itemStyles, market];

import { css } from 'lit';
import { base } from '../look/base.styles.ts';
import { confirmationStyles } from './confirmation.styles.ts';
import { itemStyles } from './item.styles.ts';

const market = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(920px, 100vi - 32px);
    block-size: min(720px, 100dvb - 32px);
    max-inline-size: none;
    max-block-size: none;
    margin: auto;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    transition: 0.25s;
    &[open] {
      display: flex;
      flex-direction: column;
    }
    &::backdrop {
      background: rgb(20 16 10 / 45%);
    }
    @starting-style {
      opacity: 0;
      translate: 0 16px;
    }
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px 20px 8px;
    > b {
      font-size: 19px;
    }
    .purses {
      flex: 1;
      justify-content: safe end;
    }
  }
  .round {
    flex: none;
    inline-size: 36px;
    padding: 0;
    border-radius: 50%;
  }
  .tabs {
    display: flex;
    gap: 4px;
    flex: none;
    overflow: auto hidden;
    padding: 4px 20px 12px;
    border-block-end: 1px solid var(--line);
    scrollbar-width: none;
  }
  .tab {
    flex: none;
    padding: 6px 14px;
    border-radius: 99px;
    color: var(--soft);
    &:hover {
      background: var(--muted);
    }
    &[aria-selected='true'] {
      background: var(--text);
      color: var(--surface);
    }
  }
  .panel {
    flex: 1;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 16px 20px;
  }
  .empty {
    display: grid;
    flex: 1;
    place-content: center;
    place-items: center;
    gap: 12px;
    min-block-size: 200px;
    color: var(--soft);
  }
  .message:not(:empty) {
    position: absolute;
    inset: auto 20px 20px;
    justify-self: center;
    padding: 8px 16px;
    border-radius: 18px;
    background: var(--text);
    color: var(--surface);
    font-weight: 600;
  }
  @media (max-width: 600px) {
    dialog {
      inline-size: 100vi;
      block-size: 92dvb;
      margin-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    header {
      flex-wrap: wrap;
      .round {
        margin-inline-start: auto;
      }
      .purses {
        order: 1;
        flex-basis: 100%;
        justify-content: start;
      }
    }
  }
`;

export const marketStyles = [base, market, itemStyles, confirmationStyles];

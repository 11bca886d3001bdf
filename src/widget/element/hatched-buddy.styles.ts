import { css } from 'lit';
import { base } from '../look/base.styles.ts';
import { tokens } from '../look/tokens.styles.ts';
import { stageStyles } from '../sections/stage.styles.ts';

/** What stands in the card, once something does. */
const layout = css`
  .market[aria-busy='true'] {
    animation: wait 0.3s ease-in-out 12 alternate;
  }
  .notice {
    position: absolute;
    inset: auto var(--gap) var(--gap);
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-block-size: 44px;
    padding-inline: 14px 6px;
    border: 1px solid var(--line);
    border-radius: var(--control);
    background: var(--muted);
    line-height: 18px;
    span {
      flex: 1;
    }
  }
  /* What cannot be had now makes room for the reason. */
  .card:has(> .notice) .market {
    visibility: hidden;
  }
  .bare .inside {
    display: none;
  }
  .nesting .inside {
    visibility: hidden;
  }
  .bare .notice {
    position: static;
    margin: var(--gap);
  }

  /* What the first view shows looks the same before and after what comes later. */
  @container (inline-size < 350px) {
    .wallet .purse {
      gap: 3px;
      padding-inline: 5px 6px;
      b {
        font-size: 13px;
      }
    }
  }
  @container (inline-size < 300px) {
    .wallet .purse .soft {
      display: none;
    }
  }
  @container (inline-size < 240px) {
    .wallet .purse {
      padding-inline: 2px 3px;
    }
  }
  @container (inline-size < 280px) {
    .today {
      block-size: 36px;
    }
  }
  @container (inline-size >= 600px) {
    .notice {
      inset-inline-start: auto;
      inline-size: calc(58% - var(--gap) * 2);
    }
  }
  @container (inline-size >= 880px) {
    :host([size='full']) .notice {
      inset-inline: var(--gap) auto;
      inline-size: calc(34% - var(--gap) * 1.5);
    }
  }
`;

/** An element gets them with the first that it shows. */
export const styles = [tokens, base, stageStyles, layout];

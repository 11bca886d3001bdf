import { css } from 'lit';
import { badgesStyles } from '../sections/badges.styles.ts';
import { skillsStyles } from '../sections/skills.styles.ts';
import { stageStyles } from '../sections/stage.styles.ts';
import { streaksStyles } from '../sections/streaks.styles.ts';
import { base } from '../look/base.styles.ts';
import { tokens } from '../look/tokens.styles.ts';

/** Each section has a height of its own, whatever it holds: `styles.css` reserves the sum, and nothing moves. */
const layout = css`
  :host {
    display: block;
    inline-size: 100%;
    max-inline-size: 380px;
  }
  :host([hidden]) {
    display: none;
  }
  :host([size='sm']) {
    max-inline-size: 280px;
  }
  :host([size='lg']) {
    max-inline-size: 760px;
  }
  :host([size='full']) {
    max-inline-size: none;
  }
  .card {
    position: relative;
    container-type: inline-size;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: var(--gap);
    > * + * {
      margin-block-start: var(--gap);
    }
  }
  .bare .inside > * {
    border-radius: var(--inner);
    background: var(--muted);
    color: var(--muted);
  }
  .loading .inside > * {
    animation: wait 1s ease-in-out infinite alternate;
  }
  .wallet {
    block-size: 36px;
  }
  .heading {
    display: flex;
    justify-content: space-between;
    margin-block-end: 8px;
    font-size: 13px;
    font-weight: 600;
    .soft {
      font-weight: 400;
    }
  }
  .nothing {
    padding: 24px;
    border: 1px dashed var(--line);
    border-radius: var(--inner);
    color: var(--soft);
    text-align: center;
  }
  .market {
    min-block-size: 44px;
  }
  .notice {
    position: absolute;
    inset: calc(var(--gap) + 8px) calc(var(--gap) + 8px) auto;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 8px;
    padding-inline-start: 14px;
    border: 1px solid var(--line);
    border-radius: var(--inner);
    background: var(--surface);
  }
  .bare .notice {
    inset: var(--gap);
    flex-direction: column;
    justify-content: center;
    border-style: dashed;
    text-align: center;
  }

  @container (inline-size < 280px) {
    .stage {
      flex-direction: row;
      min-block-size: 72px;
    }
    .picture {
      flex: none;
      inline-size: 72px;
    }
    .skills .many .soft,
    .streaks .freezes {
      display: none;
    }
    .who {
      flex: 1;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
    }
    .pips {
      grid-area: auto;
      margin-block-start: 6px;
    }
    .streaks li {
      padding-inline: 8px;
    }
    .streaks b {
      font-size: 13px;
    }
    .medals {
      column-gap: 0;
      .icon {
        zoom: 0.75;
      }
      .label {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        block-size: 28px;
        line-height: 14px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
    }
  }

  @container (inline-size >= 600px) {
    .picture {
      --fade: 0deg;
    }
    .glow {
      display: none;
    }
    .inside {
      grid-template-columns: 42% minmax(0, 1fr);
      column-gap: calc(var(--gap) * 1.5);
      > * {
        grid-column: 2;
      }
      > .stage {
        grid-area: 1 / 1 / 99;
        margin: 0;
        + * {
          margin: 0;
        }
      }
    }
  }
`;

export const styles = [tokens, base, stageStyles, skillsStyles, streaksStyles, badgesStyles, layout];

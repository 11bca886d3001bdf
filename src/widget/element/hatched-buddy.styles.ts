import { css } from '../look/css.ts';
import { base } from '../look/base.styles.ts';
import { tokens } from '../look/tokens.styles.ts';
import { stageStyles } from '../sections/stage.styles.ts';

/** Each section has a height of its own, whatever it holds: `styles.css` reserves the sum, and nothing moves. */
const layout = css`
  :host {
    display: block;
    writing-mode: horizontal-tb;
    inline-size: 100%;
    max-inline-size: 380px;
    zoom: var(--hatched-scale, 1);
  }
  :host([hidden]) {
    display: none;
  }
  :host([size='xs']) {
    display: inline-block;
    inline-size: 96px;
    vertical-align: middle;
  }
  .mini:empty {
    block-size: 44px;
    :host([size='sm']) & {
      block-size: 88px;
    }
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
    border: var(--look-rule, 1px) solid
      var(--hatched-border, var(--look-border, color-mix(in oklab, var(--surface), gray 30%)));
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--look-shadow, none);
  }
  .inside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space) calc(var(--gap) * 1.5);
    padding: calc(var(--gap) + 1px - var(--look-rule, 1px));
  }
  .column {
    display: contents;
  }
  .wallet {
    block-size: 32px;
    container-type: inline-size;
  }
  .skills {
    block-size: 74px;
  }
  .streaks {
    block-size: 78px;
  }
  .badges {
    block-size: 44px;
  }
  .leaderboard {
    block-size: 196px;
  }
  .market {
    min-block-size: 44px;
  }
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    block-size: 100%;
  }
  .skills .list {
    grid-template-columns: 1fr 1fr;
    grid-auto-rows: 34px;
    gap: 6px 18px;
  }
  .medals,
  .badges .list {
    grid-template-columns: repeat(auto-fill, 44px);
    justify-content: space-between;
  }
  .leaderboard .list {
    grid-auto-rows: 36px;
    gap: 4px;
  }
  /* Shapes for which there is no room are left out, or cut off. */
  .ghosts {
    overflow: hidden;
  }
  .streaks .ghosts li + li,
  .skills .ghosts :nth-child(n + 5) {
    display: none;
  }
  .ghosts li {
    border-radius: var(--inner);
    background: var(--muted);
  }
  .badges .ghosts li {
    inline-size: 40px;
    block-size: 40px;
    margin: 2px auto;
    border-radius: var(--round);
  }
  .market[aria-busy='true'] {
    animation: wait 0.3s ease-in-out 12 alternate;
  }
  .loading .column > * {
    border-radius: var(--inner);
    animation: wait 1s ease-in-out 5 alternate;
  }
  .loading :is(.wallet, .stage, .market) {
    background: var(--muted);
    box-shadow: none;
    color: #0000;
  }
  /* It is not moved by the words that come. */
  .loading .market .icon {
    display: none;
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
    .stage {
      min-block-size: 264px;
    }
    .skills {
      block-size: 138px;
    }
    .skills .list {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: 30px;
    }
    .streaks {
      block-size: 118px;
    }
  }

  @container (inline-size >= 600px) {
    .skills {
      block-size: 106px;
    }
    .streaks,
    .badges {
      block-size: 104px;
    }
    .leaderboard {
      block-size: 222px;
    }
    .list {
      block-size: calc(100% - 26px);
    }
    .badges .list {
      grid-template-columns: repeat(5, minmax(0, 1fr));
      grid-auto-rows: 78px;
    }
    .notice {
      inset-inline-start: auto;
      inline-size: calc(58% - var(--gap) * 2);
    }
    .inside:has(.column + .column) {
      grid-template-columns: 42% minmax(0, 1fr);
    }
    .column {
      display: flex;
      flex-direction: column;
      gap: var(--space);
      &:first-child:nth-last-child(3) {
        grid-row: 1 / span 2;
      }
    }
    .column > .stage {
      flex: 1;
    }
  }

  @container (inline-size >= 880px) {
    :host([size='full']) {
      .inside {
        grid-template-columns: 34% repeat(auto-fit, minmax(30%, 1fr));
      }
      .inside .column {
        grid-row: auto;
      }
      .skills {
        block-size: 180px;
      }
      .skills .list {
        grid-template: repeat(4, 34px) / auto;
        grid-auto-columns: minmax(0, 1fr);
        grid-auto-flow: column;
      }
      .streaks {
        block-size: 190px;
      }
      .badges {
        block-size: 272px;
      }
      .badges .list {
        grid-template-columns: repeat(4, minmax(0, 1fr));
        grid-auto-rows: minmax(78px, 96px);
      }
      .notice {
        inset-inline: var(--gap) auto;
        inline-size: calc(34% - var(--gap) * 1.5);
      }
    }
  }
`;

export const styles = [tokens, base, stageStyles, layout];

import { css } from '../look/css.ts';

/** How the sections use less or more room than that of a card. */
export const widthsStyles = css`
  @container (inline-size < 280px) {
    .pips:not(:only-child) {
      display: none;
    }
    .stage .growth.growth:has(.next) {
      padding: 0;
    }
    .stage .who.who:has(+ .growth .next) {
      padding-inline-end: 34px;
    }
    .growth .next {
      inset-block-end: 24px;
      inline-size: 26px;
      block-size: 26px;
    }
    .skills li {
      grid-template: 16px 12px / 26px minmax(0, 1fr) auto;
    }
    .skills .icon {
      inline-size: 26px;
      block-size: 26px;
      padding: 4px;
    }
    .streaks .list {
      display: flex;
      flex-flow: row wrap;
      overflow: hidden auto;
    }
    .streaks li {
      flex: 1 0 auto;
      max-inline-size: 100%;
      block-size: 34px;
    }
    .streaks li:first-child {
      flex: 0 0 100%;
      block-size: 78px;
    }
    .streaks li:only-child {
      block-size: 100%;
    }
    .streaks .hint {
      position: absolute;
      scale: 0;
    }
    :not(.unfolded) > .medals li:nth-child(n + 5):not(.rest) {
      display: none !important;
    }
    .medals .rest {
      display: block !important;
    }
    .missed::after {
      display: none;
    }
    /* Streaks below the first: ring, number and name in one line. */
    .streaks li + li {
      .ring {
        zoom: 0.75;
      }
      b,
      .label {
        grid-row: 1 / 3;
      }
      .label {
        grid-column: 3 / 5;
        max-inline-size: none;
      }
    }
    .today .label {
      white-space: normal;
    }
    .today .line {
      line-height: 18px;
    }
  }
  @container (inline-size < 250px) {
    :not(.unfolded) > .medals li:nth-child(4):not(.rest) {
      display: none;
    }
  }
  @container (inline-size < 210px) {
    :not(.unfolded) > .medals li:nth-child(3):not(.rest) {
      display: none;
    }
  }
  @container (280px <= inline-size < 340px) {
    .streaks .list {
      grid-auto-columns: minmax(84px, max-content);
    }
    .streaks li:first-child:not(:last-child) .hint,
    .streaks li + li .ring,
    .streaks li + li > .icon {
      position: absolute;
      scale: 0;
    }
    .streaks li + li :is(b, .label) {
      grid-column: 1 / -1;
    }
    :not(.unfolded) > .medals li:nth-child(n + 6):not(.rest) {
      display: none !important;
    }
    .medals .rest:nth-child(n + 7) {
      display: block;
    }
  }
  @container (inline-size >= 600px) {
    .heading {
      position: static;
      scale: 1;
      block-size: 26px;
      font-size: 13px;
    }
    .badges .label {
      position: static;
      scale: 1;
      margin-inline: auto;
      font-size: 12px;
      line-height: 14px;
      text-align: center;
    }
    :not(.unfolded) > .medals li:nth-child(n + 5):not(.rest) {
      display: none;
    }
    .medals .rest:nth-child(-n + 6) {
      display: none;
    }
    .medals .rest:nth-child(n + 7) {
      display: block;
    }
    :not(.unfolded) > .medals:has(.rest:nth-child(-n + 6)) li:nth-child(5):not(.rest) {
      display: block;
    }
  }
  @container (inline-size >= 880px) {
    :host([size='full']) {
      :not(.unfolded) > .medals li:nth-child(n):not(.rest) {
        display: block;
      }
      .medals .rest:nth-child(-n + 12) {
        display: none;
      }
      :not(.unfolded) > .medals:has(.rest:nth-child(n + 13)) li:nth-child(n + 12):not(.rest) {
        display: none;
      }
      .medal {
        inline-size: 48px;
        block-size: 48px;
      }
      .skills .list:has(.rest) li:nth-child(n):not(.rest) {
        display: grid;
      }
      .skills .rest {
        display: none;
      }
      .streaks .list {
        grid-template: repeat(2, minmax(auto, 78px)) / minmax(0, 1fr);
        align-content: start;
        grid-auto-columns: minmax(0, 1fr);
      }
      .streaks li {
        grid-row: auto;
        padding: 8px 10px;
        .label,
        .hint {
          position: static;
          scale: 1;
        }
        .hint {
          grid-area: 1 / 4 / 3 !important;
          margin: 0;
          text-align: end;
        }
        .whole {
          position: static !important;
          scale: 1 !important;
        }
        .brief {
          display: none;
        }
        .week {
          display: grid;
        }
      }
    }
  }
`;

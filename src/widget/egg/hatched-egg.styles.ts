import { css } from '../look/css.ts';
import { confettiStyles } from '../ceremony/confetti.styles.ts';
import { base } from '../look/base.styles.ts';
import { readable } from '../look/surface.ts';

/** The egg stands over the card's sections and leaves them their room: nothing moves when the buddy takes its place. */
const egg = css`
  :host {
    position: absolute;
    inset: 0;
    z-index: 1;
    border-radius: inherit;
    background: var(--surface);
    display: block;
    container-type: size;
  }
  .egg,
  .below {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
  }
  .egg {
    block-size: 100%;
    overflow: hidden auto;
    padding: var(--gap);
    text-align: center;
  }
  .stage {
    position: relative;
    flex: 1 1 0;
    display: grid;
    place-items: end center;
    inline-size: 100%;
    min-block-size: 96px;
    overflow: hidden;
    border-radius: var(--inner);
    /* The meadow that the buddy is going to stand in. */
    background:
      radial-gradient(90% 44% at 18% 104%, color-mix(in oklab, var(--tinted) 92%, var(--surface)) 99%, #0000),
      radial-gradient(110% 52% at 84% 110%, color-mix(in oklab, var(--tinted) 70%, var(--surface)) 99%, #0000),
      linear-gradient(
        color-mix(in oklab, var(--tinted) 46%, var(--surface)),
        color-mix(in oklab, var(--tinted) 16%, var(--surface)) 80%
      );
    [part='image'] {
      position: absolute;
      inset: auto 0 3%;
      inline-size: 100%;
      block-size: min(94%, 380px);
      object-fit: contain;
      object-position: bottom;
      transform-origin: 50% 90%;
    }
    > span {
      position: absolute;
    }
  }
  .dark {
    background: radial-gradient(60% 60% at 50% 60%, transparent, rgb(10 8 20 / 55%));
  }
  .crack svg {
    position: absolute;
    inset: auto 0 14%;
    inline-size: 32%;
    margin-inline: auto;
    overflow: visible;
    path {
      fill: none;
      stroke: #4a3b2a;
      stroke-width: 3;
      stroke-linejoin: round;
      stroke-dasharray: 1;
    }
  }
  .light {
    background: radial-gradient(closest-side, #fff, rgb(255 240 190 / 85%) 40%, transparent);
  }
  :is(.shell, .lids) img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    object-position: bottom;
  }
  .shell {
    &.top {
      clip-path: polygon(0 0, 100% 0, 100% 62%, 62% 66%, 56% 60%, 50% 67%, 44% 60%, 38% 66%, 0 62%);
    }
    &.bottom {
      clip-path: polygon(0 62%, 38% 66%, 44% 60%, 50% 67%, 56% 60%, 62% 66%, 100% 62%, 100% 100%, 0 100%);
    }
  }
  .below {
    flex: none;
    inline-size: 100%;
  }
  .words {
    display: grid;
    align-content: start;
    gap: 4px;
    inline-size: 100%;
    /* For a title and two lines: what is below them stays, and the stage keeps its height. */
    min-block-size: 70px;
    text-wrap: balance;
    > :is(.naming, button) {
      justify-self: center;
    }
    b {
      font-size: 19px;
      line-height: 26px;
    }
  }
  .warmth {
    display: flex;
    gap: 6px;
    i {
      inline-size: 14px;
      block-size: 14px;
      border: 2px solid color-mix(in srgb, var(--text) 45%, var(--surface));
      border-radius: min(50%, var(--radius));
    }
    .on {
      border-color: var(--flame);
      background: var(--flame);
    }
    &:has(:nth-child(11)) {
      flex-wrap: wrap;
      justify-content: center;
      gap: 3px;
      max-inline-size: 240px;
      i {
        inline-size: 8px;
        block-size: 8px;
        border-width: 1px;
      }
    }
  }
  /* As high as the button that takes its place. */
  .kept {
    min-block-size: 44px;
    font-size: 13px;
  }
  .opening :is(.strong, .choices) {
    opacity: 0.4;
    cursor: default;
  }
  .strong {
    transition: opacity 0.3s;
    min-block-size: 44px;
    min-inline-size: min(220px, 100%);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    border: 0;
    legend {
      margin: auto;
      margin-block-end: 6px;
      font-size: 13px;
    }
    label {
      position: relative;
      display: grid;
      justify-items: center;
      padding: 6px 10px;
      border: 1px solid var(--line);
      border-radius: var(--inner);
      font-size: 13px;
      cursor: pointer;
      &:has(:checked) {
        border-color: var(--accent-shape);
        box-shadow: inset 0 0 0 1px var(--accent-shape);
      }
      &:has(:focus-visible) {
        outline: 2px solid var(--accent-text);
        outline-offset: 2px;
      }
    }
    input {
      position: absolute;
      opacity: 0;
    }
    img {
      inline-size: 64px;
      block-size: 64px;
    }
  }
  .naming {
    display: flex;
    gap: 8px;
    inline-size: min(280px, 100%);
    margin-block: 4px;
  }
  input:not([type]) {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: 12px;
    border: 1px solid color-mix(in srgb, var(--text) 50%, var(--surface));
    border-radius: var(--control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 16px;
    font-weight: 600;
    text-align: center;
  }
  .round {
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
  }
  .problem {
    color: ${readable(css`var(--hatched-negative, #e0503a)`, 'text')};
    font-weight: 600;
  }
  @container (inline-size < 280px) {
    .words {
      min-block-size: 90px;
    }
  }
  /* The nest beside its words. */
  @container (inline-size >= 560px) {
    .egg {
      justify-content: center;
      padding-inline-start: calc(45% + var(--gap) * 2);
    }
    .stage {
      position: absolute;
      inset-block: var(--gap);
      inset-inline-start: var(--gap);
      inline-size: 45%;
    }
  }
  @container (block-size < 300px) {
    .egg {
      gap: 6px;
    }
    .stage {
      min-block-size: 72px;
    }
    .words {
      min-block-size: 0;
    }
    .kept {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .warmth .on {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
    }
    .choices :has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;

export const eggStyles = [base, confettiStyles, egg];

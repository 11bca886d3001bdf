import { css } from 'lit';

export const stageStyles = css`
  .stage {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-block-size: 276px;
  }
  /* A picture fades into its frame; beside one with a background the same, spread and blurred, fills what it leaves free. */
  .picture {
    --fade: 90deg;
    position: relative;
    flex: 1;
    border-radius: var(--inner);
    background: var(--muted);
    overflow: hidden;
    img {
      position: absolute;
      inset: 0;
      inline-size: auto;
      block-size: auto;
      max-inline-size: 100%;
      max-block-size: 100%;
      margin: auto;
    }
    .glow {
      scale: 1.7 1.1;
      filter: blur(12px);
    }
    [part] {
      mask: linear-gradient(var(--fade), #0000, #000 14% 86%, #0000);
      transform-origin: bottom;
      animation: breathe 2.6s ease-in-out infinite alternate;
    }
    &.pending img {
      animation: wait 1s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      transform: scale(0.995, 1.018);
    }
  }
  .who {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    column-gap: 12px;
    b {
      font-size: 19px;
      line-height: 26px;
    }
  }
  .pips {
    grid-area: 1 / 2 / 3;
    display: flex;
    gap: 5px;
    i {
      inline-size: 10px;
      block-size: 10px;
      border: 5px solid var(--line);
      border-radius: 50%;
    }
    .on {
      border-color: var(--accent);
    }
    .next {
      border: 2px solid var(--accent);
      animation: wait 1s ease-in-out infinite alternate;
    }
  }
`;

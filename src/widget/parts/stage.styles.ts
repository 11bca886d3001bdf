import { css } from 'lit';

export const stageStyles = css`
  .stage {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-block-size: 276px;
  }
  .picture {
    position: relative;
    flex: 1;
    border-radius: var(--inner);
    background: var(--muted);
    overflow: hidden;
    img {
      position: absolute;
      inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
      transform-origin: bottom;
      animation: breathe 2.6s ease-in-out infinite alternate;
    }
    .glow {
      object-fit: cover;
      filter: blur(24px);
      opacity: 0.5;
      animation: none;
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

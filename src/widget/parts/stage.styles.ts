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
      inline-size: auto;
      max-inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
      inset: 0;
      margin: auto;
      mask: linear-gradient(90deg, #0000, #000 14% 86%, #0000);
      transform-origin: bottom;
      animation: breathe 2.6s ease-in-out infinite alternate;
    }
    .glow {
      inline-size: 100%;
      object-fit: cover;
      mask: none;
      scale: 1.2;
      filter: blur(24px);
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

import { css } from '../look/css.ts';

export const stageStyles = css`
  .stage {
    display: flex;
    flex-direction: column;
    min-block-size: 274px;
  }
  .picture {
    position: relative;
    flex: 1;
    margin-block-end: 8px;
    border-radius: var(--inner);
    /* A default scene of hills and a sun, tinted by the accent; a scene of the server's own lies over it. */
    background:
      radial-gradient(90% 62% at 22% 112%, var(--tinted) 99%, #0000),
      radial-gradient(80% 74% at 88% 118%, color-mix(in oklab, var(--tinted) 78%, var(--surface)) 99%, #0000),
      radial-gradient(circle at 80% 24%, color-mix(in oklab, var(--gold-raw) 55%, var(--surface)) 22px, #0000 23px),
      linear-gradient(
        color-mix(in oklab, var(--accent) 26%, var(--surface)),
        color-mix(in oklab, var(--accent) 9%, var(--surface)) 80%
      );
    overflow: hidden;
    isolation: isolate;
  }
  /* A scene brings hills and sky of its own; one drawn in white takes this colour. */
  .picture:has(> .scene) {
    background: var(--tinted);
  }
  .scene {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    object-position: 50% 85%;
  }
  /* The feet stand on the ground of the scene. */
  .figure {
    --size: 118%;
    position: absolute;
    z-index: 2;
    inset: auto -8% calc(9% - var(--size) * 0.098);
    block-size: var(--size);
    transform-origin: 50% 90%;
    img {
      position: absolute;
      inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
      object-position: 50% 100%;
    }
    .blink {
      opacity: 0;
    }
  }
  /* The youngest are small in their drawing. */
  .stage1 {
    --size: 130%;
  }
  .stage4,
  .stage5 {
    --size: 104%;
  }
  .nobody {
    position: absolute;
    z-index: 2;
    inset: auto 0 6%;
    block-size: 66%;
    margin-inline: auto;
    fill: color-mix(in oklab, var(--accent) 60%, var(--surface));
    opacity: 0.7;
  }
  .photo {
    --size: 100%;
    inset: 0;
    img {
      border-radius: var(--inner);
    }
  }
  .who {
    display: flex;
    align-items: baseline;
    gap: 8px;
    b {
      flex: none;
      max-inline-size: 70%;
      font-size: 19px;
      font-weight: var(--look-bold, 700);
      line-height: 26px;
    }
    span {
      flex: 1;
      min-inline-size: 0;
    }
  }
  .growth {
    display: flex;
    align-items: center;
    gap: 8px;
    block-size: 22px;
    font-size: 12px;
    white-space: nowrap;
  }
  .today {
    block-size: 22px;
    margin-block-start: 4px;
    font-weight: 600;
  }
`;

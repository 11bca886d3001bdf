import { css } from '../look/css.ts';

export const stageCeremonyStyles = css`
  .milestone,
  .evolution {
    position: absolute;
    overflow: hidden;
    border-radius: var(--inner);
  }
  .milestone {
    display: grid;
    grid-template: 1fr auto auto / auto 1fr;
    align-items: end;
    gap: 0 8px;
    padding: 12px 16px;
    background: linear-gradient(#0000 52%, color-mix(in srgb, var(--surface) 92%, transparent) 80%);
    color: var(--text);
    .numeral {
      grid-area: 2 / 1;
      block-size: 52px;
      overflow: hidden;
      font-size: 48px;
      font-weight: 800;
      line-height: 52px;
      font-variant-numeric: tabular-nums;
      color: var(--flame);
    }
    .digit {
      display: block;
      block-size: 100%;
    }
    .words {
      grid-area: 2 / 2;
      padding-block-end: 8px;
      font-weight: 700;
    }
    .week {
      grid-area: 3 / 1 / auto / span 2;
      display: flex;
      gap: 6px;
    }
    .day {
      flex: 1;
      max-inline-size: 32px;
      block-size: 6px;
      border-radius: min(3px, var(--radius));
      background: var(--flame);
    }
  }
  .evolution {
    display: grid;
    grid-template: 100% / 100%;
    place-items: center;
    > * {
      grid-area: 1 / 1;
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: contain;
      object-position: bottom;
    }
    .light {
      inline-size: 70%;
      aspect-ratio: 1;
      border-radius: 50%;
      background: radial-gradient(
        closest-side,
        #fff,
        color-mix(in srgb, var(--gold) 50%, transparent) 55%,
        transparent
      );
    }
    .stages {
      place-self: end center;
      display: flex;
      align-items: center;
      gap: 8px;
      margin-block-end: 8px;
      padding: 4px 14px;
      border-radius: min(18px, var(--radius));
      background: var(--text);
      color: var(--surface);
      font-weight: 600;
    }
    .was {
      opacity: 0.7;
      &::after {
        content: '→';
        margin-inline-start: 8px;
      }
    }
    .was:dir(rtl)::after {
      content: '←';
    }
  }
`;

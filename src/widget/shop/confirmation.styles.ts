import { css } from 'lit';

export const confirmationStyles = css`
  .confirmation {
    flex: 1;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    place-content: safe center stretch;
    align-items: center;
    gap: 24px;
    overflow: hidden auto;
    padding: 16px 24px;
    .thumb {
      max-block-size: 45dvb;
      aspect-ratio: 1;
    }
  }
  .done img {
    animation: hurray 0.7s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  @keyframes hurray {
    from {
      scale: 0.8;
      rotate: -6deg;
    }
  }
  .question {
    display: grid;
    gap: 12px;
  }
  h2 {
    font-size: 24px;
    line-height: 30px;
    outline-offset: 6px;
  }
  .sum {
    display: flex;
    justify-content: space-between;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--muted);
  }
  .problem {
    color: var(--hatched-negative, light-dark(#b23a26, #ff9c88));
    font-weight: 600;
  }
  .actions {
    display: flex;
    gap: 8px;
    button {
      flex: 1;
      min-block-size: 44px;
    }
  }
  .pending .strong {
    animation: wait 1s ease-in-out infinite alternate;
  }
`;

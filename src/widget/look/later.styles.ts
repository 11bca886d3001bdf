import { css } from 'lit';

/** What comes after the first view. */
export const laterStyles = css`
  .details {
    position: absolute;
    inset: auto 0 calc(100% - 24px);
    z-index: 1;
    padding: 10px 14px;
    border-radius: var(--inner);
    background: var(--text);
    color: var(--surface);
    font-size: 13px;
    text-align: start;
    overflow-wrap: anywhere;
    pointer-events: none;
    * {
      display: block;
    }
  }
  .medals button:not(:hover, :focus) .details {
    opacity: 0;
  }
  .notes {
    position: absolute;
    inset: calc(var(--gap) + 8px) var(--gap) auto;
    text-align: center;
    pointer-events: none;
  }
  .note {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    max-inline-size: 100%;
    padding: 8px 16px;
    padding-inline-start: 12px;
    border-radius: 18px;
    background: var(--text);
    color: var(--surface);
    font-weight: 600;
    overflow-wrap: anywhere;
    animation: pop 0.4s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  @keyframes pop {
    from {
      opacity: 0;
      transform: translateY(-8px) scale(0.94);
    }
  }
  .gain {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 8px;
    color: var(--hatched-positive, var(--accent));
    font-weight: 600;
    pointer-events: none;
  }
  .spark {
    position: absolute;
    inset: 50% auto auto 50%;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 3px;
    pointer-events: none;
  }
`;

import { css } from '../../look/css.ts';

export const leaderboardStyles = css`
  .board li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 6px 12px;
    border-radius: var(--inner);
    font-variant-numeric: tabular-nums;
    .label {
      min-inline-size: 0;
    }
    &.own {
      background: color-mix(in oklab, var(--accent) 14%, var(--surface));
      box-shadow: inset 0 0 0 1.5px var(--accent-shape);
      font-weight: 600;
    }
  }
  .rank {
    flex: none;
    display: grid;
    place-items: center;
    min-inline-size: 26px;
    block-size: 26px;
    padding-inline: 4px;
    border-radius: var(--round);
    color: var(--soft);
    font-size: 13px;
  }
  .rank1 {
    background: var(--gold-raw);
    color: color-mix(in oklab, var(--gold-raw) 20%, #000);
  }
  .own .rank:not(.rank1) {
    color: var(--text);
  }
  .you {
    flex: none;
    padding-inline: 8px;
    border-radius: var(--round);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 12px;
    line-height: 18px;
  }
  .points {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .board-words {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    block-size: 100%;
    padding: 8px;
    text-align: center;
    border-radius: var(--inner);
    background: var(--muted);
  }
  @container (inline-size >= 600px) {
    .board-words {
      block-size: calc(100% - 26px);
    }
  }
  @media (forced-colors: active) {
    .board .own {
      border: 2px solid Highlight;
    }
  }
`;

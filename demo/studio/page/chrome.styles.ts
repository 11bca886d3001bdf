import { css } from 'lit';

/** The frame: bar, three panes, sheets where there is little room. */
export const chrome = css`
  :host {
    --paper: light-dark(#ffffff, #16181d);
    --desk: light-dark(#f3f4f6, #0e0f13);
    --ink: light-dark(#1a1d23, #eceef2);
    --soft: light-dark(#565d6b, #a3aab8);
    --line: light-dark(#e0e3e9, #2a2e37);
    --field: light-dark(#f3f4f7, #20242c);
    --tint: light-dark(#0b6b50, #5fd3ad);
    --on-tint: light-dark(#ffffff, #06251b);
    --good: light-dark(#1b7a43, #7bdca0);
    --bad: light-dark(#b3261e, #ffb4ab);
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    block-size: 100dvh;
    color: var(--ink);
    background: var(--desk);
    font:
      13px/1.4 system-ui,
      sans-serif;
  }
  * {
    box-sizing: border-box;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 16px;
    min-block-size: 52px;
    padding: 8px 16px;
    background: var(--paper);
    border-block-end: 1px solid var(--line);
  }
  .bar h1 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    font-size: 15px;
    letter-spacing: -0.01em;
  }
  .bar p {
    flex: 1;
    margin: 0;
    color: var(--soft);
  }
  .bar nav {
    display: flex;
    gap: 8px;
  }
  .mark {
    inline-size: 18px;
    block-size: 22px;
    background: var(--tint);
    border-radius: 50% 50% 50% 50% / 60% 60% 40% 40%;
  }
  main {
    display: grid;
    grid-template-columns: 304px minmax(0, 1fr) 336px;
    min-block-size: 0;
  }
  .pane {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    background: var(--paper);
  }
  .pane.left {
    border-inline-end: 1px solid var(--line);
  }
  .pane.right {
    border-inline-start: 1px solid var(--line);
  }
  .inside {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: 14px 16px;
    overflow: auto;
  }
  .tabs {
    display: flex;
    padding-inline: 8px;
    overflow-x: auto;
    border-block-end: 1px solid var(--line);
  }
  .tabs button {
    padding: 11px 8px 9px;
    color: var(--soft);
    font: inherit;
    font-weight: 600;
    background: none;
    border: 0;
    border-block-end: 2px solid transparent;
    cursor: pointer;
  }
  .tabs [aria-selected='true'] {
    color: var(--ink);
    border-color: var(--tint);
  }
  .middle {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    min-inline-size: 0;
  }
  .toolbar {
    /* What is hidden in it is clipped with it. */
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 6px 12px 0;
  }
  .widths {
    padding-block-end: 6px;
    border-block-end: 1px solid var(--line);
  }
  .read-out {
    min-inline-size: 60px;
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  .space {
    flex: 1;
  }
  .sheets {
    display: none;
  }
  @media (max-width: 1120px) {
    main {
      grid-template-columns: 280px minmax(0, 1fr) 300px;
    }
    .bar p {
      font-size: 12px;
    }
  }
  @media (max-width: 900px) {
    .bar {
      flex-wrap: wrap;
      gap: 6px 12px;
    }
    .bar .button {
      padding-inline: 8px;
    }
    .bar nav {
      gap: 6px;
    }
    .bar p {
      order: 3;
      flex-basis: 100%;
    }
    .bar nav {
      margin-inline-start: auto;
    }
    main {
      display: block;
      overflow: auto;
    }
    .middle {
      block-size: 100%;
    }
    .toolbar {
      flex-wrap: nowrap;
      overflow-x: auto;
    }
    .pane {
      position: fixed;
      inset-inline: 0;
      inset-block-end: 56px;
      z-index: 2;
      display: none;
      block-size: min(56dvh, 460px);
      border: 0;
      border-block-start: 1px solid var(--line);
      border-start-start-radius: 16px;
      border-start-end-radius: 16px;
      box-shadow: 0 -8px 32px rgb(0 0 0 / 18%);
    }
    .pane.open {
      display: grid;
    }
    .sheets {
      display: flex;
      gap: 8px;
      padding: 8px 12px;
      background: var(--paper);
      border-block-start: 1px solid var(--line);
    }
    .sheets .button {
      flex: 1;
      min-block-size: 40px;
    }
  }
`;

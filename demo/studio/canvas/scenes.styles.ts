import { css } from 'lit';

/** What stands around the element on the canvas. */
export const scenes = css`
  .canvas {
    container-type: size;
    overflow: auto;
  }
  .stages {
    display: grid;
    grid-auto-columns: minmax(auto, 1fr);
    grid-auto-flow: column;
    min-block-size: 100%;
  }
  .in-sizes {
    grid-auto-flow: row;
  }
  .stage {
    display: grid;
    place-items: start safe center;
    padding: 14px 32px;
    zoom: var(--zoom, 1);
    background: radial-gradient(light-dark(#d9dce3, #23262e) 1px, transparent 1px) 0 0 / 18px 18px var(--desk);
  }
  .stage.light {
    color-scheme: light;
    color: var(--ink);
  }
  .stage.dark {
    color-scheme: dark;
    color: var(--ink);
  }
  .in-real-app .stage {
    place-items: stretch;
    padding: 0;
  }
  .frame {
    position: relative;
    inline-size: var(--width);
  }
  .handle {
    position: absolute;
    inset-block: 0;
    inset-inline-end: -20px;
    inline-size: 12px;
    cursor: ew-resize;
    touch-action: none;
  }
  .handle::after {
    position: absolute;
    inset-block-start: calc(50% - 22px);
    inset-inline-start: 4px;
    inline-size: 5px;
    block-size: 44px;
    content: '';
    background: light-dark(#8b93a3, #6d7584);
    border-radius: 9px;
  }
  .handle:hover::after,
  .handle:focus-visible::after {
    background: var(--tint);
  }
  .app,
  .with-sidebar {
    inline-size: min(100%, 860px);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 14px;
    overflow: clip;
  }
  .app {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 24px;
    padding: 0 20px 20px;
  }
  .app header {
    display: flex;
    grid-column: 1/-1;
    justify-content: space-between;
    margin-inline: -20px;
    padding: 12px 20px;
    border-block-end: 1px solid var(--line);
  }
  .app section h2 {
    font-size: 24px;
  }
  .app blockquote {
    margin: 16px 0;
    padding: 16px;
    font:
      18px/1.4 Georgia,
      serif;
    background: var(--field);
    border-radius: 12px;
  }
  .with-sidebar {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr) 280px;
    gap: 20px;
    padding-inline-end: 16px;
  }
  .with-sidebar aside {
    padding-block: 16px;
  }
  .with-sidebar nav,
  .lines {
    display: flex;
    flex-direction: column;
    gap: 14px;
    padding: 18px 14px;
  }
  .with-sidebar nav {
    background: var(--field);
  }
  .with-sidebar i,
  .with-sidebar b {
    block-size: 12px;
    background: light-dark(#e2e5eb, #2c313b);
    border-radius: 6px;
  }
  .with-sidebar b {
    block-size: 24px;
    background: light-dark(#cdd2db, #3a404c);
  }
  .phone {
    inline-size: 376px;
    padding: 10px;
    background: #101216;
    border-radius: 44px;
    box-shadow: 0 18px 48px rgb(0 0 0 / 22%);
  }
  .screen {
    block-size: 660px;
    padding: 34px 10px 20px;
    overflow: auto;
    background: var(--desk);
    border-radius: 34px;
  }
  .all {
    display: grid;
    grid-template: repeat(3, auto) 1fr / 380px 760px;
    gap: 28px;
  }
  .all figure {
    inline-size: min(var(--width), 100%);
    margin: 0;
  }
  .size-lg {
    grid-area: 1 / 2 / 4;
  }
  .size-full {
    grid-area: 4 / 2;
  }
  .size-md {
    grid-area: 3 / 1 / 5;
  }
  figcaption {
    margin-block-end: 6px;
    color: var(--soft);
    font-weight: 600;
  }
  .narrow {
    .stage {
      padding: 14px 12px;
    }
    .app,
    .all {
      grid-template: none / minmax(0, 1fr);
    }
    .all {
      inline-size: 100%;
    }
    .all figure {
      grid-area: auto;
    }
    .with-sidebar {
      grid-template-columns: 40px minmax(0, 1fr);
    }
    .lines {
      display: none;
    }
  }
  .in-alone.narrow .stage,
  .in-phone.narrow .stage {
    padding-inline: 32px;
  }
`;

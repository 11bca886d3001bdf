import { css } from 'lit';

/** Own art: where it is dropped, and the board with everybody. */
export const artStyles = css`
  .middle > .canvas {
    grid-row: 3;
  }
  .canvas.over {
    outline: 3px dashed var(--tint);
    outline-offset: -8px;
  }
  .drop {
    display: grid;
    place-content: center;
    min-block-size: 240px;
    margin: 16px;
    padding: 24px;
    color: var(--soft);
    text-align: center;
    border: 2px dashed var(--line);
    border-radius: 16px;
  }
  .drop p {
    margin: 0 0 6px;
  }
  .drop b {
    color: var(--ink);
  }
  .board {
    display: grid;
    grid-template-columns: repeat(5, minmax(96px, 1fr));
    gap: 8px;
    inline-size: 100%;
    margin: 0;
    padding: 12px;
    border: 0;
  }
  .tile {
    position: relative;
    display: grid;
    justify-items: center;
    min-inline-size: 0;
    padding: 4px;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 12px;
    cursor: pointer;
  }
  .tile:has(:checked) {
    border-color: var(--tint);
    box-shadow: inset 0 0 0 1px var(--tint);
  }
  .tile:has(:focus-visible) {
    outline: 2px solid var(--tint);
    outline-offset: 2px;
  }
  .tile input {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    opacity: 0;
  }
  .tile small {
    color: var(--soft);
    font-size: 11px;
  }
  .picture {
    position: relative;
    display: block;
    inline-size: 100%;
    aspect-ratio: 1;
    /* The corner of a frame that is the whole picture has to be taken hold of, too. */
    overflow: clip;
    overflow-clip-margin: 8px;
    border-radius: 8px;
  }
  .picture img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    user-select: none;
  }
  .anchor {
    position: absolute;
    cursor: move;
    touch-action: none;
    border: 1px dashed transparent;
    border-radius: 4px;
  }
  .tile:hover .anchor,
  .anchor.chosen {
    border-color: var(--tint);
  }
  .corner {
    position: absolute;
    inset-block-end: -7px;
    right: -7px;
    display: none;
    inline-size: 14px;
    block-size: 14px;
    background: var(--tint);
    border: 2px solid var(--paper);
    border-radius: 50%;
    cursor: nwse-resize;
  }
  .tile:hover .corner,
  .anchor.chosen .corner {
    display: block;
  }
  .file {
    display: grid;
    gap: 6px;
    color: var(--soft);
  }
  .file input {
    inline-size: 100%;
    min-inline-size: 0;
    color: var(--ink);
    font: inherit;
  }
  .refused {
    margin: 0;
    color: var(--bad);
  }
  .refused:empty {
    display: none;
  }
  @media (max-width: 700px) {
    .board {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;

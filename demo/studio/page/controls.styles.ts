import { css } from 'lit';

/** Buttons, fields, lists. */
export const controls = css`
  .inside h2,
  legend {
    margin: 0;
    padding: 0;
    color: var(--soft);
    font-size: 12px;
    font-weight: 600;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .hint {
    margin-block: 6px;
  }
  .button,
  .segments button,
  select,
  input[type='text'] {
    min-block-size: 30px;
    padding: 4px 10px;
    color: var(--ink);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 8px;
    cursor: pointer;
  }
  a.button {
    display: inline-grid;
    place-items: center;
  }
  input[type='text'] {
    inline-size: 100%;
    font-weight: 400;
    cursor: text;
  }
  .button:hover,
  .segments button:hover {
    background: var(--field);
  }
  .button.primary {
    color: var(--on-tint);
    background: var(--tint);
    border-color: transparent;
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  .quiet:disabled {
    visibility: hidden;
  }
  .segments {
    display: flex;
    flex: none;
  }
  .segments button {
    padding-inline: 7px;
    border-radius: 0;
    margin-inline-start: -1px;
  }
  .segments button:first-child {
    border-start-start-radius: 8px;
    border-end-start-radius: 8px;
  }
  .segments button:last-child {
    border-start-end-radius: 8px;
    border-end-end-radius: 8px;
  }
  .segments [aria-pressed='true'] {
    color: var(--on-tint);
    background: var(--tint);
    border-color: var(--tint);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chips legend,
  .faces legend,
  .tray legend {
    margin-block-end: 6px;
  }
  .chips label,
  .faces label,
  .tray label {
    position: relative;
    cursor: pointer;
  }
  .chips input,
  .faces input,
  .tray input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .chips span {
    display: block;
    padding: 4px 10px;
    border: 1px solid var(--line);
    border-radius: 99px;
  }
  .chips :checked + span {
    color: var(--on-tint);
    background: var(--tint);
    border-color: var(--tint);
  }
  label:has(> :focus-visible) > span,
  label:has(> :focus-visible) > img {
    outline: 2px solid var(--tint);
    outline-offset: 2px;
  }
  .faces {
    display: grid;
    gap: 6px;
  }
  .faces legend {
    grid-column: 1/-1;
  }
  .three {
    grid-template-columns: repeat(3, 1fr);
  }
  .five {
    grid-template-columns: repeat(5, 1fr);
  }
  .faces img,
  .tray img {
    display: block;
    inline-size: 100%;
    background: var(--field);
    border: 2px solid transparent;
    border-radius: 10px;
  }
  .faces.three img {
    block-size: 76px;
    object-fit: contain;
    padding: 4px;
  }
  .faces.low img {
    block-size: 56px;
  }
  .faces.five img {
    aspect-ratio: 1;
  }
  .faces :checked + img,
  .tray :checked + img {
    border-color: var(--tint);
    background: color-mix(in srgb, var(--tint) 14%, var(--field));
  }
  .tray {
    display: grid;
    grid-template-columns: repeat(8, 1fr);
    gap: 4px;
  }
  .tray img {
    aspect-ratio: 1;
    border-radius: 8px;
  }
  .row > label {
    flex: 1;
  }
  .between > label {
    flex: none;
  }
  .slide,
  .color,
  .select,
  .text {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px;
  }
  .select,
  .text {
    grid-template-columns: 64px minmax(0, 1fr);
  }
  .select.tight {
    display: block;
  }
  .slide input {
    accent-color: var(--tint);
    inline-size: 100%;
  }
  .slide output {
    min-inline-size: 44px;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .color input {
    inline-size: 100%;
    block-size: 28px;
    padding: 2px;
    background: none;
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  .color output {
    color: var(--soft);
  }
  .swatches {
    display: flex;
    gap: 8px;
  }
  .swatches legend {
    margin-block-end: 6px;
  }
  .swatch {
    inline-size: 30px;
    block-size: 30px;
    border: 1px solid var(--line);
    border-radius: 50%;
    cursor: pointer;
  }
  .swatch[aria-pressed='true'] {
    box-shadow:
      0 0 0 2px var(--paper),
      0 0 0 4px var(--tint);
  }
  .buttons {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 6px;
    margin-block-start: 6px;
  }
  .wide {
    grid-column: 1/-1;
  }
  .buttons-in-row {
    display: flex;
    gap: 6px;
  }
`;

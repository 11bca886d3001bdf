import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from '../panes/controls.ts';
import { SCENES, type Setup, THEMES } from './setup.ts';

interface Tools {
  readonly setup: Setup;
  readonly width: number;
  readonly zoom: number;
  readonly elementWidth: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  set(change: Partial<Setup>): void;
  undo(): void;
  redo(): void;
  savePng(): Promise<void>;
}

const WIDTHS = [200, 280, 360, 480, 640, 800, 1200];
const ZOOMS = [0.5, 0.75, 1, 1.5, 2];

/** How much room the element has, what it takes of that, and how that is shown. */
function readOut({ setup, width, elementWidth, zoom }: Tools): TemplateResult {
  const scale = Math.round(zoom * 100);
  const takesLess = setup.scene === 'alone' && elementWidth > 0 && elementWidth < width - 1;
  return html`<output
    class="read-out"
    title=${takesLess ? `The element is ${elementWidth} px wide: more its size does not take.` : nothing}
    >${setup.scene === 'alone' ? `${width} px` : ''}${takesLess ? ` (${elementWidth})` : ''}${scale === 100 ? '' : ` at ${scale} %`}</output
  >`;
}

/** Over own art, which has no scene. */
export const backAndForth = (tools: Tools): TemplateResult => html`<div class="toolbar widths">${history(tools)}</div>`;

const history = ({ canUndo, canRedo, undo, redo }: Tools): TemplateResult =>
  html`<div class="segments" role="group" aria-label="History">
    <button ?disabled=${!canUndo} @click=${undo} aria-label="Undo">↶</button>
    <button ?disabled=${!canRedo} @click=${redo} aria-label="Redo">↷</button>
  </div>`;

/** Over the canvas: scene, light or dark, width, zoom; back and forth. */
export function toolbar(tools: Tools): TemplateResult {
  const { setup, set } = tools;
  const pressed = <T extends string>(names: readonly T[], chosen: T, label: string, pick: (name: T) => void) =>
    html`<div class="segments" role="group" aria-label=${label}>
      ${names.map(
        (name) => html`<button aria-pressed=${name === chosen} @click=${() => pick(name)}>${sentence(name)}</button>`,
      )}
    </div>`;
  return html`<div class="toolbar">
      ${history(tools)} ${pressed(SCENES, setup.scene, 'Scene', (scene) => set({ scene }))}
      ${pressed(THEMES, setup.theme, 'Theme', (theme) => set({ theme }))}
    </div>
    <div class="toolbar widths">
      <div class="segments" role="group" aria-label="Width">
        ${WIDTHS.map(
          (width) =>
            html`<button
              aria-pressed=${width === tools.width}
              ?disabled=${setup.scene !== 'alone'}
              @click=${() => set({ width })}
            >
              ${width}
            </button>`,
        )}
      </div>
      ${readOut(tools)}
      <span class="space"></span>
      <label class="zoom"
        ><span class="hidden">Zoom</span
        ><select @change=${(event: Event) => set({ zoom: Number((event.target as HTMLSelectElement).value) })}>
          ${ZOOMS.map((zoom) => html`<option value=${zoom} ?selected=${zoom === setup.zoom}>${zoom * 100} %</option>`)}
        </select></label
      >
      <button class="button" ?disabled=${setup.scene === 'real app'} @click=${tools.savePng}>PNG</button>
    </div>`;
}

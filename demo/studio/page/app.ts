import { html, LitElement, type TemplateResult } from 'lit';
import { HatchedBuddy } from '../../../src/widget/index.ts';
import { artStyles } from '../art/art.styles.ts';
import { board } from '../art/board.ts';
import { OwnArtDesk } from '../art/own-art.ts';
import { applyVariables, canvas } from '../canvas/canvas.ts';
import type { Pair } from '../canvas/contrast.ts';
import { handleOf } from '../canvas/handle.ts';
import { isNarrow, type Room, widthIn, zoomIn } from '../canvas/fit.ts';
import { copyText, pngOf, saveFile } from '../canvas/save.ts';
import { css as cssOf, themeOf } from '../code/code.ts';
import type { Taken } from '../canvas/taken.ts';
import { type Desk, PANES, type PaneName } from '../panes/panes.ts';
import { type Heard, RIGHT, type RightHost, TABS, type Tab, textOf } from '../panes/right.ts';
import { sentence } from '../panes/controls.ts';
import { order } from '../panes/order.styles.ts';
import { results } from '../panes/results.styles.ts';
import { log } from '../panes/log.styles.ts';
import { tabs } from '../panes/tabs.ts';
import { Hearing } from './hearing.ts';
import { WorkHistory } from './history.ts';
import { backAndForth, toolbar } from './toolbar.ts';
import { fastForward, HAPPENINGS, playgroundIn, prepare } from './playing.ts';
import type { Code, Setup } from './setup.ts';
import { chrome } from './chrome.styles.ts';
import { controls } from './controls.styles.ts';
import { scenes } from '../canvas/scenes.styles.ts';

const COPIED_MS = 1500;

/** The studio: three panes over one set-up, which lies in the address. */
class StudioApp extends LitElement implements Desk, RightHost {
  static override styles = [chrome, log, controls, order, results, scenes, artStyles];
  static override properties = {
    pane: { state: true },
    tab: { state: true },
    sheet: { state: true },
    code: { state: true },
    copied: { state: true },
    day: { state: true },
    room: { state: true },
  };

  declare pane: PaneName;
  declare tab: Tab;
  /** Which pane lies over the canvas as a sheet, where there is no room beside it. */
  declare sheet: 'left' | 'right' | null;
  declare code: Code;
  declare copied: boolean;
  declare day: number;
  declare room: Room;
  readonly #history = new WorkHistory(() => this.requestUpdate());
  readonly ownArt = new OwnArtDesk(this.#history, () => this.requestUpdate());
  readonly #hearing = new Hearing(this);
  readonly drag: (event: PointerEvent) => void;
  readonly nudge: (event: KeyboardEvent) => void;
  readonly #observer = new ResizeObserver(([entry]) => (this.room = entry!.contentRect));
  #stopMonth: () => void = () => undefined;

  constructor() {
    super();
    this.pane = 'buddy';
    this.tab = 'code';
    this.sheet = null;
    this.code = 'html';
    this.copied = false;
    this.day = 0;
    this.room = { width: 640, height: 640 };
    ({ drag: this.drag, nudge: this.nudge } = handleOf(this));
    addEventListener('keydown', this.#keys);
  }

  get setup(): Setup {
    return this.#history.now.setup;
  }

  get earlier(): Setup {
    return this.#history.before.setup;
  }

  get width(): number {
    return widthIn(this.setup, this.room);
  }

  get zoom(): number {
    return zoomIn(this.setup, this.room);
  }

  get taken(): Taken {
    return this.#hearing.taken;
  }

  get elementWidth(): number {
    return this.#hearing.elementWidth;
  }

  get isNarrow(): boolean {
    return isNarrow(this.setup, this.room);
  }

  readonly set = (change: Partial<Setup>): void => {
    this.#stopMonth();
    this.day = 0;
    this.#history.set(change);
  };

  readonly undo = (): void => this.#turnTo(this.#history.undo());
  readonly redo = (): void => this.#turnTo(this.#history.redo());

  /** What has come back is seen. */
  #turnTo(what: 'setup' | 'art' | null): void {
    if (what === 'art') this.pane = 'art';
    else if (what === 'setup' && this.pane === 'art') this.pane = 'buddy';
  }

  get heard(): readonly Heard[] {
    return this.#hearing.heard;
  }

  get pairs(): readonly Pair[] {
    return this.#hearing.pairs;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  readonly happen = async (name: string): Promise<void> => {
    if (name === 'hatch' && !this.setup.state.includes('egg')) {
      this.set({ state: 'ready egg' });
      await this.updateComplete;
    }
    HAPPENINGS[name]!.happen(playgroundIn(this.setup));
  };

  readonly finishTask = (): void => void playgroundIn(this.setup).send('task_done');

  readonly fastForward = (): void => {
    this.#stopMonth();
    this.day = 1;
    this.#stopMonth = fastForward(playgroundIn(this.setup), (day) => (this.day = day === 30 ? 0 : day));
  };

  readonly chooseCode = (code: Code): void => {
    this.code = code;
  };

  readonly copyCode = (): void => void this.#copy(textOf(this));

  readonly copyEmbed = (): void => {
    this.code = 'html';
    this.tab = 'code';
    void this.#copy(textOf({ setup: this.setup, earlier: this.earlier, code: 'html', configuration: null }));
  };

  async #copy(text: string): Promise<void> {
    await copyText(text);
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_MS);
  }

  readonly saveTheme = (kind: 'css' | 'json'): void => {
    if (kind === 'css') saveFile('hatched-buddy-theme.css', 'text/css', `${cssOf(this.setup)}\n`);
    else saveFile('hatched-buddy-theme.json', 'application/json', `${JSON.stringify(themeOf(this.setup), null, 2)}\n`);
  };

  readonly savePng = async (): Promise<void> => {
    saveFile('hatched-buddy.png', 'image/png', await pngOf(this.renderRoot.querySelector<HTMLElement>('.stages')!));
  };

  /** A file that is dropped on the canvas is own art, whichever pane is open. */
  readonly #dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.ownArt.hover(true);
  };

  readonly #drop = (event: DragEvent): void => {
    this.ownArt.hover(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.pane = 'art';
    void this.ownArt.take(file);
  };

  /** What is tried on says its configuration, in place of the embed code. */
  get configuration(): string | null {
    return this.pane === 'art' ? this.ownArt.configuration : null;
  }

  readonly forget = (): void => this.#hearing.forget();

  readonly #keys = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && target.type === 'text') return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  };

  protected override willUpdate(): void {
    prepare(this.setup);
  }

  protected override firstUpdated(): void {
    this.#observer.observe(this.renderRoot.querySelector('.canvas')!);
  }

  protected override updated(): void {
    const { setup } = this;
    applyVariables(this.#hearing.elements, setup);
    this.#hearing.follow(setup);
  }

  protected override render(): TemplateResult {
    const shown = () => this.updateComplete;
    return html`
      <header class="bar">
        <h1><span class="mark" aria-hidden="true"></span>hatched-buddy</h1>
        <p>A buddy that grows with what your users do: one element on your page, one server behind it.</p>
        <nav>
          <button class="button primary" @click=${this.copyEmbed}>${this.copied ? 'Copied' : 'Copy embed'}</button>
          <a class="button" href="./docs/quickstart">Docs</a>
          <a class="button" href="./docs">API</a>
        </nav>
      </header>
      <main>
        <section class="pane left ${this.sheet === 'left' ? 'open' : ''}" aria-label="Choices">
          ${tabs(Object.keys(PANES) as PaneName[], this.pane, (pane) => (this.pane = pane), { label: 'Choices', shown })}
          <div class="inside" id="Choices-panel" role="tabpanel" tabindex="0" aria-label=${sentence(this.pane)}>
            ${PANES[this.pane](this)}
          </div>
        </section>
        <section class="middle" aria-label="Canvas">
          ${this.pane === 'art' ? backAndForth(this) : toolbar(this)}
          <div
            class="canvas ${this.ownArt.isOver ? 'over' : ''}"
            .style=${`--zoom:${this.zoom}`}
            tabindex="0"
            role="group"
            aria-label=${this.pane === 'art' ? 'Own art, tried on' : 'The element as it lives'}
            @dragover=${this.#dragOver}
            @dragleave=${() => this.ownArt.hover(false)}
            @drop=${this.#drop}
          >
            ${this.pane === 'art' ? board(this.ownArt) : canvas(this)}
          </div>
        </section>
        <section class="pane right ${this.sheet === 'right' ? 'open' : ''}" aria-label="For your page">
          ${tabs(TABS, this.tab, (tab) => (this.tab = tab), { label: 'Results', shown })}
          <div class="inside" id="Results-panel" role="tabpanel" tabindex="0" aria-label=${sentence(this.tab)}>
            ${RIGHT[this.tab](this)}
          </div>
        </section>
      </main>
      <nav class="sheets" aria-label="Panes">
        ${(['left', 'right'] as const).map(
          (side) =>
            html`<button
              class="button"
              aria-expanded=${this.sheet === side}
              @click=${() => (this.sheet = this.sheet === side ? null : side)}
            >
              ${side === 'left' ? 'Choose' : 'Code and events'}
            </button>`,
        )}
      </nav>
    `;
  }
}

HatchedBuddy.define();
customElements.define('studio-app', StudioApp);

import { html, LitElement, type TemplateResult } from 'lit';
import { HatchedBuddy } from '../../../src/widget/index.ts';
import { artStyles } from '../art/art.styles.ts';
import { board } from '../art/board.ts';
import { OwnArtDesk } from '../art/own-art.ts';
import { applyVariables, canvas } from '../canvas/canvas.ts';
import { type Pair, pairsOf } from '../canvas/contrast.ts';
import { handleOf } from '../canvas/handle.ts';
import { pngOf, saveFile } from '../canvas/save.ts';
import { css as cssOf, themeOf } from '../code/code.ts';
import { type Desk, PANES, type PaneName } from '../panes/panes.ts';
import { type Heard, heardCall, RIGHT, type RightHost, TABS, type Tab, textOf } from '../panes/right.ts';
import { sentence } from '../panes/controls.ts';
import { order } from '../panes/order.styles.ts';
import { results } from '../panes/results.styles.ts';
import { tabs } from '../panes/tabs.ts';
import { EVENTS } from './events.ts';
import { SetupHistory } from './history.ts';
import { toolbar } from './toolbar.ts';
import { cutLine, fastForward, HAPPENINGS, playgroundIn, prepare } from './playing.ts';
import type { Code, Setup } from './setup.ts';
import { chrome } from './chrome.styles.ts';
import { controls } from './controls.styles.ts';
import { scenes } from '../canvas/scenes.styles.ts';

const MOST_HEARD = 200;
/** Room beside the element on the canvas. */
const MARGIN = 64;
const COPIED_MS = 1500;

/** The studio: three panes over one set-up, which lies in the address. */
export class StudioApp extends LitElement implements Desk, RightHost {
  static override styles = [chrome, controls, order, results, scenes, artStyles];
  static override properties = {
    pane: { state: true },
    tab: { state: true },
    sheet: { state: true },
    code: { state: true },
    heard: { state: true },
    pairs: { state: true },
    copied: { state: true },
    day: { state: true },
    room: { state: true },
  };

  declare pane: PaneName;
  declare tab: Tab;
  /** Which pane lies over the canvas as a sheet, where there is no room beside it. */
  declare sheet: 'left' | 'right' | null;
  declare code: Code;
  declare heard: readonly Heard[];
  declare pairs: readonly Pair[];
  declare copied: boolean;
  declare day: number;
  declare room: number;
  readonly #history = new SetupHistory(() => this.requestUpdate());
  readonly ownArt = new OwnArtDesk(() => this.requestUpdate());
  readonly drag: (event: PointerEvent) => void;
  readonly nudge: (event: KeyboardEvent) => void;
  readonly #observer = new ResizeObserver(([entry]) => (this.room = entry!.contentRect.width));
  #measured: Setup | undefined;
  #listened: { name: string; stop: () => void } | undefined;
  #stopMonth: () => void = () => undefined;
  #count = 0;

  constructor() {
    super();
    this.pane = 'buddy';
    this.tab = 'code';
    this.sheet = null;
    this.code = 'html';
    this.heard = [];
    this.pairs = [];
    this.copied = false;
    this.day = 0;
    this.room = 600;
    ({ drag: this.drag, nudge: this.nudge } = handleOf(this));
    for (const name of EVENTS) this.addEventListener(name, this.#said);
    addEventListener('keydown', this.#keys);
  }

  get setup(): Setup {
    return this.#history.now;
  }

  get earlier(): Setup {
    return this.#history.before;
  }

  /** As wide as is wanted, as far as there is room. */
  get width(): number {
    const { width, zoom, theme } = this.setup;
    const room = this.room / (theme === 'both' ? 2 : 1);
    return Math.round(Math.min(width, Math.max(160, room / zoom - MARGIN)));
  }

  readonly set = (change: Partial<Setup>): void => {
    this.#stopMonth();
    this.day = 0;
    this.#history.set(change);
  };

  readonly undo = (): void => this.#history.undo();
  readonly redo = (): void => this.#history.redo();

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
    await navigator.clipboard.writeText(text);
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

  readonly forget = (): void => {
    this.heard = [];
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && target.type === 'text') return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  };

  /** Of several elements that show the same, one is listened to. */
  readonly #said = (event: Event): void => {
    if (event.composedPath().includes(this.#elements[0]!)) {
      this.#hear({ kind: 'event', name: event.type, inside: { ...event, isTrusted: undefined } });
    }
  };

  #hear(heard: Omit<Heard, 'id'>): void {
    this.heard = [{ ...heard, id: this.#count++ }, ...this.heard].slice(0, MOST_HEARD);
    this.#measureSoon();
  }

  #measureSoon(): void {
    requestAnimationFrame(() => {
      this.pairs = pairsOf(this.renderRoot.querySelector<HTMLElement>('hatched-buddy'));
    });
  }

  /** At once, and when what fades has faded. */
  #measureAnew(setup: Setup): void {
    if (this.#measured === setup) return;
    this.#measured = setup;
    this.#measureSoon();
    setTimeout(() => this.#measureSoon(), 800);
  }

  get #elements(): NodeListOf<HatchedBuddy> {
    return this.renderRoot.querySelectorAll('hatched-buddy');
  }

  protected override willUpdate(): void {
    prepare(this.setup);
  }

  protected override firstUpdated(): void {
    this.#observer.observe(this.renderRoot.querySelector('.canvas')!);
  }

  protected override updated(): void {
    const { setup } = this;
    applyVariables(this.#elements, setup);
    this.#measureAnew(setup);
    document.documentElement.lang = 'en';
    if (this.#listened?.name === setup.state) return;
    this.#listened?.stop();
    const stop = playgroundIn(setup).hearCalls((call) => {
      if (call.path !== 'stream') this.#hear(heardCall(call));
    });
    this.#listened = { name: setup.state, stop };
    if (setup.state === 'offline') void cutLine(setup, this.#elements);
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
          ${this.pane === 'art' ? '' : toolbar(this)}
          <div
            class="canvas ${this.ownArt.isOver ? 'over' : ''}"
            .style=${`--zoom:${this.setup.zoom}`}
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

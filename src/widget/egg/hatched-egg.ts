import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EggView, SeatState } from '../../contract/buddy/state.ts';
import { Escapes } from '../a11y/escape.ts';
import { failureOf } from '../api/errors.ts';
import { restyle } from '../element/sheets.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { eggEn } from '../i18n/egg.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { decoded } from '../look/decoded.ts';
import { animate } from '../look/motion.ts';
import { takeLook } from '../look/take-look.ts';
import { reason } from '../sections/failure.ts';
import type { Session } from '../session/session.ts';
import { eggStyles } from './hatched-egg.styles.ts';
import { Hatch, rename } from './hatch.ts';
import { hatching, type Newcomer } from './hatching.ts';
import { type Told, words } from './words.ts';

/** How long a newcomer says hello where it cannot be named. */
const HELLO_MS = 2_000;

/**
 * The egg, in the place that its buddy is going to have: waiting, warming, ready, opening; then the newcomer and its name.
 * It fires `done` when the buddy may take its place.
 */
export class HatchedEgg extends LitElement implements Told {
  static override styles = eggStyles;
  static override properties = {
    state: { attribute: false },
    session: { attribute: false },
    strings: { attribute: false },
    headingLevel: { attribute: false },
    species: { state: true },
    phase: { state: true },
    failure: { state: true },
    name: { state: true },
  };
  declare state: SeatState;
  declare session: Session | undefined;
  declare strings: Strings;
  declare headingLevel: number;
  /** The egg that is chosen, by its species. */
  declare species: string | null;
  declare phase: Told['phase'];
  declare failure: string;
  declare name: string;
  /** What was shown last: the egg is gone from the state when it has hatched. */
  egg: EggView | null = null;
  #hatch: Hatch | undefined;
  #met = false;
  #skip = new AbortController();
  #born = Promise.withResolvers<Newcomer>();
  readonly #escapes = new Escapes((event) => event.composedPath().includes(this) && this.#goOn());

  constructor() {
    super();
    this.species = null;
    this.headingLevel = 3;
    this.phase = 'nest';
    this.failure = this.name = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#escapes.listenOn(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#escapes.rest();
    this.#skip.abort();
  }

  adoptedCallback(): void {
    restyle(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { egg, buddy } = this.state;
    const before = changed.get('state')?.egg?.warmth?.value;
    if (egg) this.egg = egg;
    if (before !== undefined && (egg?.warmth?.value ?? 0) > before) this.#wobble();
    if (!buddy || !changed.has('state')) return;
    if (!this.#met) void this.#meet(buddy);
    if (this.phase === 'nest') void this.#open(null);
  }

  protected override firstUpdated(): void {
    takeLook(this);
  }

  protected override render(): TemplateResult {
    const strings = this.strings.extended(eggEn);
    const egg = this.egg;
    const { phase } = this;
    return html`<div class="egg ${phase} ${egg?.status ?? ''}" @click=${this.#press}>
      <div class="stage" part="stage">
        ${egg ? html`<img part="image" src=${this.urlOf(this.#pictureOf(egg).url)} alt=${strings.t(egg.status === 'ready' ? 'eggAltReady' : 'eggAlt')} width="512" height="512" />` : nothing}
      </div>
      <div class="below">${words(this, strings)}</div>
    </div>`;
  }

  #pictureOf({ choices, image }: EggView): EggView['image'] {
    return choices.find((choice) => choice.species === this.species)?.image ?? image;
  }

  /** Off the page there is no session. */
  readonly urlOf = (path: string): string => this.session?.client.urlOf(path) ?? path;

  readonly hatch = (): void => {
    if (this.phase !== 'nest') return;
    this.failure = '';
    void this.#open(this.#hatch ?? (this.#hatch = new Hatch(this.session!)));
  };

  /** @param hatch null where somebody else has opened it */
  async #open(hatch: Hatch | null): Promise<void> {
    // Other words take its room, or less: the stage stays as high as it is.
    const below = this.renderRoot.querySelector<HTMLElement>('.below');
    if (below) below.style.minHeight = `${below.offsetHeight}px`;
    this.phase = 'opening';
    await this.updateComplete;
    const stage = this.renderRoot.querySelector<HTMLElement>('.stage')!;
    const shown = hatching(stage, this.#born.promise, this.#skip.signal);
    // Where the egg stays closed, nobody waits for it.
    shown.catch(() => undefined);
    try {
      await hatch?.open(this.species ?? this.egg?.choices[0]?.species ?? null);
      await shown;
    } catch (cause) {
      this.#stay(cause);
      return;
    }
    if (!this.isConnected) return;
    this.phase = 'newcomer';
    await this.updateComplete;
    const name = this.renderRoot.querySelector('input');
    name?.select();
    if (!name) setTimeout(this.#done, HELLO_MS);
  }

  /** The egg stays closed, and may be tried again. */
  #stay(cause: unknown): void {
    const error = failureOf(cause);
    const key = reason(error);
    this.failure = this.strings.t(key === 'empty' || key === 'forbidden' ? 'unavailable' : key);
    this.dispatchEvent(new HatchedErrorEvent(error));
    this.#skip.abort();
    this.#skip = new AbortController();
    this.#born.promise.catch(() => undefined);
    this.#born.reject(error);
    this.#born = Promise.withResolvers<Newcomer>();
    this.renderRoot.querySelectorAll('.dark, .crack, .light').forEach((piece) => piece.remove());
    this.phase = 'nest';
  }

  async #meet({ image, name }: NonNullable<SeatState['buddy']>): Promise<void> {
    this.name ||= name;
    if (!image) return;
    this.#met = true;
    const figure = this.urlOf(image.figure_url ?? image.url);
    const [blink, wave] = [image.blink_url, image.poses?.wave].map((path) => (path ? this.urlOf(path) : null));
    await Promise.all([figure, wave].map((url) => decoded(url).catch(() => undefined)));
    this.#born.resolve({ figure, blink: blink ?? null, wave: wave ?? null, alt: image.alt });
  }

  #wobble(): void {
    const egg = this.renderRoot.querySelector('[part=image]');
    animate(egg, { rotate: ['0deg', '-3deg', '3deg', '-2deg', '0deg'] }, { duration: 700, easing: 'ease-in-out' });
  }

  readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = this.name.trim();
    try {
      if (name && name !== this.state.buddy?.name) await rename(this.session!, name);
      this.#done();
    } catch (cause) {
      const error = failureOf(cause);
      this.failure = this.strings.t(error.passing ? 'unavailable' : 'forbidden');
      this.dispatchEvent(new HatchedErrorEvent(error));
    }
  };

  readonly #done = (): void => {
    this.dispatchEvent(new Event('done'));
  };

  /** Escape goes on: to the newcomer, then to the buddy with the name it has. */
  #goOn(): boolean {
    if (this.phase === 'opening') this.#skip.abort();
    if (this.phase === 'newcomer') this.#done();
    return this.phase !== 'nest';
  }

  readonly #press = (event: Event): void => {
    const onButton = event.composedPath().some((target) => target instanceof HTMLButtonElement);
    if (this.phase === 'opening' && !onButton) this.#skip.abort();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hatched-egg': HatchedEgg;
  }
}

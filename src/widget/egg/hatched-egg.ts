import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EggView, SeatState } from '../../contract/buddy/state.ts';
import { Escapes } from '../a11y/escape.ts';
import { failureOf } from '../api/errors.ts';
import { restyle } from '../element/sheets.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { eggEn } from '../i18n/egg.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { decoded } from '../look/decoded.ts';
import { drawing } from '../look/icons.ts';
import { animate } from '../look/motion.ts';
import { takeLook } from '../look/take-look.ts';
import { reason } from '../sections/failure.ts';
import type { Session } from '../session/session.ts';
import { eggStyles } from './hatched-egg.styles.ts';
import { Hatch, rename } from './hatch.ts';
import { hatching, type Newcomer } from './hatching.ts';
import { anotherName } from './names.ts';

const NAME_LENGTH = 60;
/** How long a newcomer says hello where it cannot be named. */
const HELLO_MS = 2_000;
const dice = drawing(
  'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Zm3.5 4h.01m6.99 0h.01M12 12h.01M8.5 16h.01m6.99 0h.01',
);

/**
 * The egg, in the place that its buddy is going to have: waiting, warming, ready, opening; then the newcomer and its name.
 * It fires `done` when the buddy may take its place.
 */
export class HatchedEgg extends LitElement {
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
  declare protected species: string | null;
  declare protected phase: 'nest' | 'opening' | 'newcomer';
  declare protected failure: string;
  declare protected name: string;
  /** What was shown last: the egg is gone from the state when it has hatched. */
  #egg: EggView | null = null;
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
    if (egg) this.#egg = egg;
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
    const egg = this.#egg;
    const { phase } = this;
    return html`<div class="egg ${phase} ${egg?.status ?? ''}" @click=${this.#press}>
      <div class="stage" part="stage">
        ${egg ? html`<img part="image" src=${this.#urlOf(this.#pictureOf(egg).url)} alt=${strings.t(egg.status === 'ready' ? 'eggAltReady' : 'eggAlt')} width="512" height="512" />` : nothing}
      </div>
      ${phase === 'newcomer' ? this.#hello(strings) : this.#words(egg, strings)}
    </div>`;
  }

  #words(egg: EggView | null, strings: Strings): TemplateResult {
    const ready = egg?.status === 'ready';
    const may = this.state.scopes.includes('buddy:hatch');
    const opening = this.phase === 'opening' || egg?.status === 'hatching';
    const left = egg?.warmth ? egg.warmth.target - egg.warmth.value : 0;
    const title = opening ? 'eggOpening' : ready ? 'eggReady' : 'eggTitle';
    const line = opening
      ? strings.t('eggCracks')
      : ready
        ? strings.t(may ? 'eggTaps' : 'eggTapsAlone')
        : egg?.warmth
          ? strings.t('eggWarms', { n: left })
          : strings.t('eggSleeps');
    return html`<div class="words" role="status">
        <b role="heading" aria-level=${this.headingLevel}>${strings.t(title)}</b>
        <p class="soft">${line}</p>
        ${this.failure ? html`<p class="problem" role="alert">${this.failure}</p>` : nothing}
      </div>
      ${egg?.warmth && !opening ? this.#warmth(egg.warmth, strings) : nothing}
      ${ready && may && !opening ? this.#choices(egg, strings) : nothing}
      ${
        ready && may
          ? html`<button class="strong" aria-disabled=${opening} @click=${this.#hatchNow}>
              ${strings.t('hatch')}
            </button>`
          : nothing
      }
      ${!ready && !opening ? html`<p class="kept soft">${strings.t('eggKept')}</p>` : nothing}`;
  }

  #warmth({ value, target }: { value: number; target: number }, strings: Strings): TemplateResult {
    const label = strings.t('warmth');
    const now = strings.t('countOf', { n: value, of: target });
    return html`<span
      class="warmth"
      role="progressbar"
      aria-label=${label}
      aria-valuemin="0"
      aria-valuemax=${target}
      aria-valuenow=${value}
      aria-valuetext=${now}
      >${Array.from({ length: target }, (_, index) => html`<i class=${index < value ? 'on' : ''}></i>`)}</span
    >`;
  }

  #choices({ choices }: EggView, strings: Strings): TemplateResult | typeof nothing {
    if (choices.length < 2) return nothing;
    const chosen = this.species ?? choices[0]!.species;
    return html`<fieldset class="choices">
      <legend class="soft">${strings.t('eggChoose')}</legend>
      ${choices.map(
        ({ species, label, image }) =>
          html`<label>
            <input type="radio" name="egg" .checked=${species === chosen} @change=${() => (this.species = species)} />
            <img src=${this.#urlOf(image.url)} alt="" width="72" height="72" /><span dir="auto">${label}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  #hello(strings: Strings): TemplateResult {
    const name = this.state.buddy?.name ?? '';
    if (!this.state.scopes.includes('buddy:rename')) {
      return html`<div class="words" role="status"><b>${strings.t('hello', { name })}</b></div>`;
    }
    return html`<form class="words" @submit=${this.#save}>
      <b role="heading" aria-level=${this.headingLevel}>${strings.t('helloIam')}</b>
      <span class="naming">
        <input
          aria-label=${strings.t('name')}
          maxlength=${NAME_LENGTH}
          required
          autocomplete="off"
          dir="auto"
          .value=${this.name || name}
          @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
        />
        <button
          type="button"
          class="quiet round"
          aria-label=${strings.t('dice')}
          title=${strings.t('dice')}
          @click=${this.#roll}
        >
          ${dice}
        </button>
      </span>
      ${this.failure ? html`<p class="problem" role="alert">${this.failure}</p>` : nothing}
      <button class="strong">${strings.t('nameDone')}</button>
    </form>`;
  }

  #pictureOf({ choices, image }: EggView): EggView['image'] {
    return choices.find((choice) => choice.species === this.species)?.image ?? image;
  }

  /** Off the page there is no session. */
  readonly #urlOf = (path: string): string => this.session?.client.urlOf(path) ?? path;

  readonly #hatchNow = (): void => {
    if (this.phase !== 'nest') return;
    this.failure = '';
    void this.#open(this.#hatch ?? (this.#hatch = new Hatch(this.session!)));
  };

  /** @param hatch null where somebody else has opened it */
  async #open(hatch: Hatch | null): Promise<void> {
    this.phase = 'opening';
    await this.updateComplete;
    const stage = this.renderRoot.querySelector<HTMLElement>('.stage')!;
    const shown = hatching(stage, this.#born.promise, this.#skip.signal);
    // Where the egg stays closed, nobody waits for it.
    shown.catch(() => undefined);
    try {
      await hatch?.open(this.species ?? this.#egg?.choices[0]?.species ?? null);
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
    const figure = this.#urlOf(image.figure_url ?? image.url);
    const [blink, wave] = [image.blink_url, image.poses?.wave].map((path) => (path ? this.#urlOf(path) : null));
    await Promise.all([figure, wave].map((url) => decoded(url).catch(() => undefined)));
    this.#born.resolve({ figure, blink: blink ?? null, wave: wave ?? null, alt: image.alt });
  }

  #wobble(): void {
    const egg = this.renderRoot.querySelector('[part=image]');
    animate(egg, { rotate: ['0deg', '-3deg', '3deg', '-2deg', '0deg'] }, { duration: 700, easing: 'ease-in-out' });
  }

  readonly #roll = (): void => {
    this.name = anotherName(this.name);
  };

  readonly #save = async (event: Event): Promise<void> => {
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

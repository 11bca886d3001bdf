import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SeatState } from '../../contract/buddy/state.ts';
import type { TrackAnswer } from '../../contract/widget.ts';
import { failureOf, WidgetError } from '../api/errors.ts';
import type { Nest } from '../egg/nest.ts';
import { HatchedErrorEvent, ReadyEvent, SessionExpiredEvent } from '../events/lifecycle.ts';
import { LanguageController } from '../i18n/language-controller.ts';
import type { Strings } from '../i18n/strings.ts';
import { failure, type Outlook } from '../sections/failure.ts';
import { SessionController, type SessionHost } from '../session/session-controller.ts';
import { VERSION } from '../version.ts';
import { Chunks } from './chunks.ts';
import { defineElement } from './define-element.ts';
import { styles } from './hatched-buddy.styles.ts';
import { hatched, inside } from './inside.ts';
import { later, laterPart } from './later-part.ts';
import { pictureOf } from './picture.ts';
import { ElementSettings } from './settings.ts';
import { restyle } from './sheets.ts';
import { ShopDoor } from './shop-door.ts';
import type { Picture, View } from './view.ts';

const SECTIONS = 'stage wallet skills streaks badges market';

/**
 * A buddy that grows with what its user does.
 *
 * @tagname hatched-buddy
 * @fires hatched-ready - the first state is shown
 * @fires hatched-state-change - the server confirmed another state
 * @fires hatched-error - something did not work: `code`, `message`, `requestId`
 * @fires hatched-session-expired - the token has ended and no other could be had
 * @fires hatched-coins-earned
 * @fires hatched-badge-awarded
 * @fires hatched-streak-ticked
 * @fires hatched-streak-milestone
 * @fires hatched-skill-leveled
 * @fires hatched-evolution-ready
 * @fires hatched-evolved
 * @fires hatched-egg-ready
 * @fires hatched-hatched - a buddy has come out of its egg
 * @fires hatched-before-celebrate - cancelable
 * @fires hatched-before-purchase - cancelable
 * @fires hatched-item-purchased
 * @fires hatched-item-equipped
 * @fires hatched-item-unequipped
 *
 * @cssproperty --hatched-accent - buttons, progress and what is chosen
 * @cssproperty --hatched-on-accent - what stands on the accent; default: what reads well there
 * @cssproperty --hatched-surface - the background; text and lines follow from it
 * @cssproperty --hatched-surface-muted - the background of what stands on the surface
 * @cssproperty --hatched-text - text
 * @cssproperty --hatched-text-muted - text that says less
 * @cssproperty --hatched-border - the card's edge and the lines in it
 * @cssproperty --hatched-radius - the card's corners
 * @cssproperty --hatched-font - the font; default: the page's
 * @cssproperty --hatched-gap - the space between sections; default 16px
 * @cssproperty --hatched-positive - what was gained; default: the accent
 * @cssproperty --hatched-negative - what went wrong
 * @cssproperty --hatched-gold - coins, badges and stars
 * @cssproperty --hatched-flame - the streak's flame
 * @cssproperty --hatched-control-radius - the corners of buttons and fields; default: 0.6 of the radius
 * @cssproperty --hatched-scale - how large everything is; default 1
 *
 * @csspart container - the whole card
 * @csspart stage - where the buddy stands
 * @csspart image - its picture
 * @csspart name - its name
 * @csspart wallet - coins and tokens
 * @csspart skills - the section of skills
 * @csspart skill - one of them
 * @csspart streaks - the section of streaks
 * @csspart streak - one of them
 * @csspart badges - the section of badges
 * @csspart badge - one of them
 * @csspart leaderboard - the section of the leaderboard
 * @csspart market-button - what opens the shop
 * @csspart market - the shop
 * @csspart item - something in it
 * @csspart buy - the button that buys it
 * @csspart equip - the button that puts it on or takes it off
 * @csspart status - what is told: what has happened, and why something cannot be shown
 */
export class HatchedBuddy extends ElementSettings implements SessionHost, View {
  static readonly version = VERSION;
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    unfolded: { state: true },
    opened: { state: true },
    picture: { state: true },
    more: { state: true },
  };

  /** @internal */
  declare unfolded: ReadonlySet<string>;
  /** Of a face or a row: its card is open. */
  declare protected opened: boolean;
  /** @internal */
  declare picture: Picture | null;
  /** @internal */
  declare more: View['more'];

  readonly #language = new LanguageController(this);
  readonly #session = new SessionController(this);
  readonly #door = new ShopDoor(this, this.#session, this.#language);
  readonly #chunks = new Chunks(this, () => this.#nest);
  #nest: Nest | undefined;

  /** Registers the element; a second copy of the script leaves the first in place. */
  static define(tag = 'hatched-buddy', registry: CustomElementRegistry | undefined = globalThis.customElements): void {
    if (registry) defineElement(tag, this, registry);
  }

  constructor() {
    super();
    this.more = this.picture = null;
    this.opened = false;
    this.unfolded = new Set();
  }

  /** What is known of the buddy; null until it is. */
  get state(): SeatState | null {
    return this.#session.state;
  }

  /** @internal */
  get texts(): Strings | undefined {
    return this.#language.strings;
  }

  /** @internal */
  get language(): string {
    return this.#language.lang;
  }

  /** @internal The server's time, ms since 1970. */
  get now(): number {
    return this.#session.now;
  }

  /**
   * Tells the server what the user did. The same `eventId` counts once, however often it is sent. While the server cannot
   * be reached it waits, and is sent when that is back, as long as the page lives.
   * @throws WidgetError
   */
  async track(
    type: string,
    properties?: Record<string, unknown>,
    { eventId }: { eventId?: string } = {},
  ): Promise<TrackAnswer> {
    await this.updateComplete;
    const { track } = await laterPart('part that tracks', ({ loadTrack }) => loadTrack()).catch((error: unknown) => {
      this.dispatchEvent(new HatchedErrorEvent(failureOf(error)));
      throw error;
    });
    return track(this, this.#session.session, type, properties, eventId);
  }

  /** Asks the server for the state now; also a way back from an error. */
  async refresh(): Promise<void> {
    await this.updateComplete;
    await this.#session.session?.refresh();
  }

  /**
   * Opens the shop, which lives as long as its element is on the page and can be seen.
   * @throws WidgetError `unavailable`, `offline`: not loaded; `not_rendered`: nobody would see it; `no_buddy`: still an egg
   */
  async openMarket(): Promise<void> {
    await this.#door.open();
  }

  closeMarket(): void {
    this.#door.close();
  }

  /** Style sheets belong to the document they were made in. */
  adoptedCallback(): void {
    restyle(this);
  }

  /** @internal */
  stateConfirmed(state: SeatState, previous: SeatState | null): void {
    this.requestUpdate();
    if (!previous) {
      this.picture = null;
      this.dispatchEvent(new ReadyEvent({ state }));
    }
    if (state.egg && !state.buddy) void this.#openNest();
    void this.#stateShown(previous, state);
  }

  /** @internal */
  failed(error: WidgetError): void {
    if (!this.state) void this.#chunks.drawStatus();
    if (error.status === 401) this.dispatchEvent(new SessionExpiredEvent());
    this.dispatchEvent(new HatchedErrorEvent(error));
  }

  protected override willUpdate(): void {
    this.headingLevel ||= 3;
    // Without a hatched buddy there is no shop: one that is open closes, and a wish to open it is forgotten.
    const { state } = this;
    const isKnown = state ?? this.#session.error ?? this.renderRoot.querySelector('hatched-market');
    if (this.#door.isOpen && isKnown && !hatched(state)) this.#door.closed();
  }

  protected override render(): TemplateResult {
    const error = this.#session.error ?? this.#door.trouble;
    const { strings } = this.#language;
    this.picture ??= this.pictureOf(this.state);
    const buddy = hatched(this.state);
    const { isSmall } = this.#chunks;
    const nesting = !!this.#nest?.isOpen;
    const isFull = !isSmall || this.opened;
    const bare = !buddy || !strings;
    return html`${isSmall ? this.#chunks.row(buddy, strings, error) : nothing}
      <section
        class="card ${nesting ? 'nesting' : bare ? (error ? 'bare' : 'loading') : ''}"
        id="card"
        part=${isSmall ? nothing : 'container'}
        popover=${isSmall ? '' : nothing}
        @toggle=${this.#toggled}
        aria-label=${bare ? nothing : strings.t('buddy', { name: buddy.buddy.name })}
        aria-busy=${!this.state && !error}
      >
        ${isFull ? [inside(this, SECTIONS, nesting ? null : buddy, strings), this.#nest?.template(strings)] : nothing}
        <div class="notes" part="status" role="status"></div>
        <div class="float" popover role="dialog" tabindex="-1"></div>
        ${strings && error ? this.#status(error, strings) : nothing}
      </section>
      ${this.#door.template(buddy)}`;
  }

  /** Drawn and in words where there is nothing else to see; a line below where there is. */
  #status(error: WidgetError, strings: Strings): TemplateResult {
    const draw = (!this.state && this.#chunks.statuses?.card) || failure;
    return draw(error, strings, this.#retry, this.#outlook);
  }

  readonly #toggled = (event: ToggleEvent): void => {
    if (event.target === event.currentTarget) this.opened = event.newState === 'open';
  };

  /** @internal */
  pictureOf(state: SeatState | null): Picture | null {
    return pictureOf(state, this.#session.session?.client);
  }

  /** @internal */
  readonly urlOf = (path: string): string => this.#session.session?.client.urlOf(path) ?? path;

  get #outlook(): Outlook {
    const { retryIn, kept, error } = this.#session;
    return { retryIn, kept, shop: !error };
  }

  async #openNest(): Promise<void> {
    try {
      const { Nest } = await laterPart('egg', ({ loadEgg }) => loadEgg());
      this.#nest ??= new Nest(this, this.#session);
      this.#nest.open();
    } catch (cause) {
      this.dispatchEvent(new HatchedErrorEvent(failureOf(cause)));
    }
  }

  async #stateShown(previous: SeatState | null, state: SeatState): Promise<void> {
    try {
      const { stateShown } = await later();
      await this.updateComplete;
      if (this.isConnected) stateShown(this, previous, state, () => this.#session.session?.client);
    } catch (error) {
      // `lazy` has reported the failure; the page shows the state without the chunk.
      if (!(error instanceof WidgetError)) throw error;
    }
  }

  /** @internal */
  readonly shop = (): void => void this.#door.press();

  /** @internal */
  readonly shopNear = (): void => this.#door.near();

  /** @internal */
  get shopOpens(): boolean {
    return this.#door.isOpening;
  }

  readonly #retry = (): void => {
    if (this.#session.error) void this.refresh();
    else this.shop();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hatched-buddy': HatchedBuddy;
  }
}

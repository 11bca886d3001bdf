import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BuddyView, SeatState } from '../../contract/state.ts';
import type { TrackAnswer } from '../../contract/widget.ts';
import { failureOf, WidgetError } from '../api/errors.ts';
import { HatchedErrorEvent, ReadyEvent, SessionExpiredEvent } from '../events/lifecycle.ts';
import { styles } from './hatched-buddy.styles.ts';
import { LanguageController } from '../i18n/language-controller.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Dictionary } from '../i18n/dictionary.ts';
import { lazy } from '../lazy.ts';
import { defineElement } from './define-element.ts';
import { restyle } from './sheets.ts';
import { failure, type Outlook } from '../sections/failure.ts';
import type { Celebrate } from '../ceremony/notify.ts';
import { registerTone } from '../look/surface.ts';
import type { nestling as Nestling } from '../egg/nestling.ts';
import type { Picture, View } from './view.ts';
import type { LookName } from '../look/looks.ts';
import type { SmallTemplate } from '../small/small.ts';
import type { StatusTemplates } from '../sections/status/status.ts';
import { hatched, inside } from './inside.ts';
import { later, laterPart } from './later-part.ts';
import { faceOf, pictureOf } from './picture.ts';
import { ShopDoor } from './shop-door.ts';
import { SessionController, type SessionHost } from '../session/session-controller.ts';
import type { LiveMode } from '../session/session.ts';
import type { TokenProvider } from '../session/tokens.ts';
import { VERSION } from '../version.ts';

const SECTIONS = 'stage wallet skills streaks badges market';
/** Of a face or a row. */
const PLACE = html`<section class="card mini loading" part="container" aria-busy="true"></section>`;

/**
 * A buddy that grows with what its user does.
 *
 * @tagname hatched-buddy
 *
 * @attr {string} session-token - a session or embed token; kept in memory, never reflected
 * @attr {string} publishable-key - with `user-id` or `buddy-id` (and `audience`): read-only
 * @attr {string} user-id
 * @attr {string} buddy-id
 * @attr {string} audience
 * @attr {string} api-base - default: `/api/v1` on the origin that the script came from
 * @attr {'auto'|'light'|'dark'} theme - `auto` follows the page's `color-scheme`
 * @attr {'xs'|'sm'|'md'|'lg'|'full'} size - default `md`: a card; `xs` a face, `sm` a row, `lg` a panel, `full` a page
 * @attr {'candy'|'paper'|'brutal'|'midnight'} look - a theme by name; single variables win over it
 * @attr {string} sections - of `stage wallet skills streaks badges market leaderboard`, in the order wanted
 * @attr {string} leaderboard - key of the leaderboard that the section of that name shows
 * @attr {number} heading-level - 2 to 6, default 3
 * @attr {'auto'|'poll'|'off'} live - default `auto`: a stream, else polling
 * @attr {'full'|'quiet'|'off'} celebrate - default `full`; `quiet` is words and numbers alone
 * @attr {string} lang - else the closest ancestor's
 * @attr {string} demo - the element lives without a server: the real rules and the real art in the page, nothing kept, nothing sent; elements of one name share one buddy
 * @attr {boolean} debug - prints to the console what it does, never a token
 *
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
 * @cssproperty --hatched-accent
 * @cssproperty --hatched-on-accent
 * @cssproperty --hatched-surface
 * @cssproperty --hatched-surface-muted
 * @cssproperty --hatched-text
 * @cssproperty --hatched-text-muted
 * @cssproperty --hatched-border
 * @cssproperty --hatched-radius
 * @cssproperty --hatched-font
 * @cssproperty --hatched-gap
 * @cssproperty --hatched-positive
 * @cssproperty --hatched-negative
 * @cssproperty --hatched-gold
 * @cssproperty --hatched-flame
 * @cssproperty --hatched-control-radius
 * @cssproperty --hatched-scale
 *
 * @csspart container
 * @csspart stage
 * @csspart image
 * @csspart name
 * @csspart wallet
 * @csspart skills
 * @csspart skill
 * @csspart streaks
 * @csspart streak
 * @csspart badges
 * @csspart badge
 * @csspart leaderboard
 * @csspart market-button
 * @csspart market
 * @csspart item
 * @csspart buy
 * @csspart equip
 * @csspart status
 */
export class HatchedBuddy extends LitElement implements SessionHost, View {
  static readonly version = VERSION;
  static override styles = styles;
  static override properties = {
    sessionToken: { attribute: 'session-token' },
    publishableKey: { attribute: 'publishable-key' },
    userId: { attribute: 'user-id' },
    buddyId: { attribute: 'buddy-id' },
    audience: {},
    apiBase: { attribute: 'api-base' },
    theme: { reflect: true },
    size: { reflect: true },
    look: { reflect: true },
    sections: {},
    leaderboard: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    live: {},
    celebrate: {},
    lang: {},
    demo: {},
    debug: { type: Boolean },
    getSessionToken: { attribute: false },
    strings: { attribute: false },
    nesting: { state: true },
    unfolded: { state: true },
    opened: { state: true },
    picture: { state: true },
    more: { state: true },
    statuses: { state: true },
    smallTemplate: { state: true },
  };

  declare sessionToken: string | null;
  declare publishableKey: string | null;
  declare userId: string | null;
  declare buddyId: string | null;
  declare audience: string | null;
  declare apiBase: string | null;
  declare theme: 'auto' | 'light' | 'dark' | null;
  declare size: 'xs' | 'sm' | 'md' | 'lg' | 'full' | null;
  declare look: LookName | null;
  declare sections: string | null;
  declare leaderboard: string | null;
  declare headingLevel: number;
  declare live: LiveMode;
  declare celebrate: Celebrate | null;
  declare lang: string;
  declare demo: string | null;
  declare debug: boolean;
  /** Asked for a token when there is none, before the one in use ends, and when the server refuses it. */
  declare getSessionToken: TokenProvider | undefined;
  /** Texts of your own, by key. */
  declare strings: Partial<Dictionary> | undefined;
  /** The egg is shown, or its newcomer is being met. */
  declare protected nesting: boolean;
  /** @internal */
  declare unfolded: ReadonlySet<string>;
  /** Of a face or a row: its card is open. */
  declare protected opened: boolean;
  /** @internal */
  declare picture: Picture | null;
  /** @internal */
  declare more: View['more'];
  /** @internal */
  declare statuses: StatusTemplates | undefined;
  /** @internal */
  nestling: typeof Nestling | undefined;
  declare protected smallTemplate: SmallTemplate | undefined;

  readonly #language = new LanguageController(this);
  readonly #session = new SessionController(this);
  readonly #door = new ShopDoor(this, this.#session, this.#language);

  /** Registers the element; a second copy of the script leaves the first in place. */
  static define(tag = 'hatched-buddy', registry: CustomElementRegistry | undefined = globalThis.customElements): void {
    if (registry) defineElement(tag, this, registry);
  }

  constructor() {
    super();
    registerTone();
    this.sessionToken = this.publishableKey = this.userId = this.buddyId = this.audience = this.apiBase = null;
    this.theme = this.size = this.look = this.sections = this.leaderboard = this.more = this.picture = this.demo = null;
    this.celebrate = null;
    this.live = 'auto';
    this.headingLevel = 3;
    this.nesting = this.opened = this.debug = false;
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
   * @throws WidgetError `unavailable`, `offline` where it could not be loaded, `not_rendered` where nobody would see it
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
    if (state.egg && !state.buddy) void this.#nest();
    void this.#stateShown(previous, state);
  }

  /** @internal */
  failed(error: WidgetError): void {
    if (!this.state) void this.#drawStatus();
    if (error.status === 401) this.dispatchEvent(new SessionExpiredEvent());
    this.dispatchEvent(new HatchedErrorEvent(error));
  }

  /** Where the drawing cannot be had, the sentence alone says it. */
  async #drawStatus(): Promise<void> {
    const chunk = await lazy('drawing', () => import('../sections/status/status.ts')).catch(() => null);
    this.statuses = chunk?.statusOn(this);
  }

  protected override willUpdate(): void {
    // The buddy is another, or gone: so is what was on offer.
    if (this.#door.isOpen && !this.state && this.renderRoot.querySelector('hatched-market')) this.#door.closed();
  }

  /** Themes and small sizes are chunks of their own; they are here before the first state is. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('size') && this.#isSmall) void this.#shrink();
    if (!changed.has('look') || (!this.look && !changed.get('look'))) return;
    void lazy('look', () => import('../look/looks.ts'))
      .then(({ wear }) => wear(this, this.look))
      .catch(() => undefined);
  }

  get #isSmall(): boolean {
    return this.size === 'xs' || this.size === 'sm';
  }

  /** Until the chunk is here, its place is kept. */
  async #shrink(): Promise<void> {
    const chunk = await lazy('small size', () => import('../small/small.ts')).catch(() => null);
    this.smallTemplate = chunk?.smallOn(this, (path) => this.#session.session?.client.urlOf(path) ?? path);
  }

  protected override render(): TemplateResult {
    const error = this.#session.error ?? this.#door.trouble;
    const { strings } = this.#language;
    const { state, nesting } = this;
    this.picture ??= this.pictureOf(state);
    const buddy = hatched(state);
    const isSmall = this.#isSmall;
    const bare = !buddy || !strings;
    return html`${isSmall ? (this.smallTemplate?.(buddy, strings, error) ?? PLACE) : nothing}
      <section
        class="card ${nesting ? 'nesting' : bare ? (error ? 'bare' : 'loading') : ''}"
        id="card"
        part=${isSmall ? nothing : 'container'}
        popover=${isSmall ? '' : nothing}
        @toggle=${this.#toggled}
        aria-label=${bare ? nothing : strings.t('buddy', { name: buddy.buddy.name })}
        aria-busy=${!state && !error}
      >
        ${!isSmall || this.opened ? inside(this, SECTIONS, nesting ? null : buddy, strings) : nothing}
        ${
          nesting && state && strings && (!isSmall || this.opened)
            ? html`<hatched-egg
                exportparts="stage, image"
                .state=${state}
                .session=${this.#session.session}
                .strings=${strings}
                .headingLevel=${this.headingLevel}
                @done=${this.#leaveNest}
              ></hatched-egg>`
            : nothing
        }
        <div class="notes" part="status" role="status"></div>
        <div class="float" popover role="dialog" tabindex="-1"></div>
        ${strings && error ? this.#status(error, strings) : nothing}
      </section>
      ${
        this.#door.isOpen && buddy && strings
          ? html`<hatched-market
              exportparts="market, item, buy, equip"
              .state=${buddy}
              @close=${this.#door.closed}
            ></hatched-market>`
          : nothing
      }`;
  }

  /** Drawn and in words where there is nothing else to see; a line below where there is. */
  #status(error: WidgetError, strings: Strings): TemplateResult {
    const draw = (!this.state && this.statuses?.card) || failure;
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
  readonly faceOf = (buddy: BuddyView): string | null => faceOf(buddy, this.#session.session?.client);

  get #outlook(): Outlook {
    const { retryIn, kept, error } = this.#session;
    return { retryIn, kept, shop: !error };
  }

  async #stateShown(previous: SeatState | null, state: SeatState): Promise<void> {
    try {
      const { stateShown } = await later();
      await this.updateComplete;
      if (this.isConnected) stateShown(this, previous, state, () => this.#session.session?.client);
    } catch (error) {
      // Said already; the state is on show without it.
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

  /** The egg's own code comes with the first egg. */
  async #nest(): Promise<void> {
    if (this.nesting) return;
    try {
      const { HatchedEgg, nestling } = await laterPart('egg', ({ loadEgg }) => loadEgg());
      this.nestling = nestling;
      defineElement('hatched-egg', HatchedEgg);
      this.nesting = !this.state?.buddy;
    } catch (cause) {
      this.dispatchEvent(new HatchedErrorEvent(failureOf(cause)));
    }
  }

  readonly #leaveNest = (): void => {
    this.nesting = false;
  };

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

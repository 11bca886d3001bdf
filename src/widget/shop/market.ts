import { ContextConsumer } from '@lit/context';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { MarketItem } from '../../contract/widget.ts';
import { Modal } from '../a11y/modal.ts';
import { WidgetError } from '../api/errors.ts';
import { restyle } from '../element/sheets.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { BeforePurchaseEvent, ItemPurchasedEvent } from '../events/purchases.ts';
import { marketEn } from '../i18n/market.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { takeLook } from '../look/take-look.ts';
import { knowIcons } from '../look/icons.ts';
import { MORE_ICONS } from '../look/more-icons.ts';
import { wallet } from '../sections/wallet.ts';
import type { Session } from '../session/session.ts';
import { Catalog } from './shelf/catalog.ts';
import { sessionContext, stringsContext } from './contexts.ts';
import { type Filters, filterBar, matching, NO_FILTERS } from './shelf/filters.ts';
import { fitting } from './fitting/fitting.ts';
import { FittingRoom } from './fitting/fitting-room.ts';
import { close } from './icons.ts';
import { itemBar } from './buying/item-bar.ts';
import { marketStyles } from './market.styles.ts';
import { changeToWear, type OutfitChange, wornAfter } from './buying/outfit.ts';
import { problem } from './buying/problem.ts';
import { Purchase } from './buying/purchase.ts';
import { shelfOf } from './shelf/shelf.ts';
import { type Tab, tabs } from './tabs.ts';
import { change } from './buying/wardrobe.ts';

/** The shop, in a dialog that opens with the element, and the buddy in it. It fires `close` when it has closed. */
export class HatchedMarket extends LitElement {
  static override styles = marketStyles;
  static override properties = {
    state: { attribute: false },
    tab: { state: true },
    filters: { state: true },
    message: { state: true },
    purchase: { state: true },
    pointed: { state: true },
    swap: { state: true },
  };
  declare state: WidgetState;
  declare protected tab: Tab;
  declare protected filters: Filters;
  declare protected message: string;
  /** What is chosen, with the intent to buy it. */
  declare protected purchase: Purchase | null;
  /** What is tried on while it is pointed at. */
  declare protected pointed: MarketItem | null;
  /** The worn item that makes room for what is chosen. */
  declare protected swap: string | null;
  readonly #session = new ContextConsumer(this, { context: sessionContext, subscribe: true });
  readonly #strings = new ContextConsumer(this, { context: stringsContext, subscribe: true });
  readonly #modal = new Modal(this);
  readonly #room = new FittingRoom(
    () => this.session,
    () => this.requestUpdate(),
  );
  readonly #catalog = new Catalog(this, () => this.session);
  #texts!: Strings;
  /** Changes with what is to be seen on the shelf. */
  #turn = false;

  constructor() {
    super();
    knowIcons(MORE_ICONS);
    this.purchase = this.pointed = this.swap = null;
    this.tab = 'shop';
    this.filters = NO_FILTERS;
    this.message = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#room.close();
  }

  adoptedCallback(): void {
    restyle(this);
  }

  close(): void {
    this.#modal.close();
  }

  protected get session(): Session {
    return this.#session.value!;
  }

  protected override firstUpdated(): void {
    takeLook(this);
    this.#modal.show();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#texts = this.#strings.value!.extended(marketEn);
    if (changed.has('tab') || changed.has('filters')) this.#turn = !this.#turn;
    if ((changed.get('state') as WidgetState | undefined)?.version !== this.state.version && changed.has('state'))
      void this.#catalog.load();
    const tried = this.pointed ?? this.#chosen;
    this.#room.tryOn(tried && this.#outfitWith(tried), this.state, this.pointed ? undefined : 0);
  }

  /** The focus goes to what can be done with the chosen item, and back to its card. */
  protected override updated(changed: PropertyValues): void {
    const before = changed.get('purchase') as Purchase | null | undefined;
    if (before === undefined || this.purchase === before) return;
    const bar = this.renderRoot.querySelector<HTMLElement>('.main') ?? this.renderRoot.querySelector('h2');
    const card = before && this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(before.item.item_id)}`);
    (this.purchase ? bar : card)?.focus();
    // A card that gets the focus back is not being pointed at.
    this.pointed = null;
  }

  protected override render(): TemplateResult {
    const strings = this.#texts;
    return html`<dialog
      part="market"
      aria-label=${strings.t('shop')}
      @close=${this.#closed}
      @cancel=${this.#cancel}
      @click=${this.#press}
    >
      <div class="shop">
        <header>
          ${tabs(this.tab, strings, this.#turnTo)} ${wallet(this.state, strings)}
          <button class="quiet round" aria-label=${strings.t('close')} @click=${this.close}>${close}</button>
        </header>
        <div class="rooms">
          <div class="try">
            ${fitting(this.#room.picture ?? this.state.buddy?.image ?? null, this.#urlOf, strings)} ${this.#bar()}
          </div>
          <div class="goods" role="tabpanel" id="goods" aria-label=${strings.t(this.tab)}>${this.#goods()}</div>
        </div>
        <p class="message" role="status" dir="auto">${this.message}</p>
      </div>
    </dialog>`;
  }

  readonly #turnTo = (tab: Tab): void => {
    this.tab = tab;
    this.filters = NO_FILTERS;
  };

  #goods(): TemplateResult {
    const strings = this.#texts;
    const { items, failure, load } = this.#catalog;
    if (failure && !items) {
      return html`<div class="empty">
        <p>${problem(failure, strings)}</p>
        <button class="strong" @click=${load}>${strings.t('retry')}</button>
      </div>`;
    }
    const inRoom = items?.filter((item) => this.tab === 'shop' || item.owned) ?? null;
    const shown = inRoom && matching(inRoom, this.filters, this.state);
    const nothingHere = strings.t(this.tab === 'wardrobe' && inRoom?.length === 0 ? 'wardrobeEmpty' : 'noneMatch');
    const shelf = shelfOf(shown, nothingHere, {
      state: this.state,
      strings,
      chosen: this.#chosen?.item_id ?? null,
      urlOf: this.#urlOf,
      choose: this.#choose,
      point: (item) => (this.pointed = item),
    });
    // Two templates in turn: cards of another selection are new ones, which the arrow keys have not been among.
    return html`${filterBar(inRoom ?? [], this.filters, this.tab === 'shop', strings, (filters) => (this.filters = filters))}
      <div class="panel">${this.#turn ? html`${shelf}` : html`${shelf}`}</div>`;
  }

  #bar(): TemplateResult {
    const strings = this.#texts;
    const item = this.#chosen ?? this.pointed;
    const { purchase, swap, state } = this;
    if (!item) return html`<p class="bar-of-item idle soft">${strings.t('tryHint')}</p>`;
    const facts = { item, items: this.#catalog.items ?? [], purchase, swap, state, strings };
    return itemBar(facts, {
      buy: () => void this.#pay(purchase!),
      wear: () => void this.#equip(item, changeToWear(item, state, swap)),
      takeOff: () => void this.#equip(item, { equip: [], unequip: [item.item_id] }),
      reset: this.#reset,
      swapFor: (id) => (this.swap = id),
    });
  }

  get #chosen(): MarketItem | null {
    const id = this.purchase?.item.item_id;
    return this.#catalog.items?.find((item) => item.item_id === id) ?? this.purchase?.item ?? null;
  }

  readonly #urlOf = (path: string): string => this.session.client.urlOf(path);

  #outfitWith(item: MarketItem): string[] {
    const { equipped } = this.state;
    const worn = wornAfter(equipped, changeToWear(item, this.state, this.swap));
    return worn.map((one) => one.item_id);
  }

  /** The key of a purchase is made here, when the price is shown. */
  readonly #choose = (item: MarketItem): void => {
    if (this.purchase?.phase === 'pending') return;
    this.message = '';
    this.swap = null;
    this.purchase = new Purchase(item);
  };

  readonly #reset = (): void => {
    if (this.purchase?.phase === 'pending') return;
    this.purchase = this.pointed = this.swap = null;
  };

  async #pay(purchase: Purchase): Promise<void> {
    if (purchase.phase === 'pending') return;
    const { item } = purchase;
    if (!this.dispatchEvent(new BeforePurchaseEvent({ item }))) {
      this.#reset();
      return;
    }
    const outfit = changeToWear(item, this.state, this.swap);
    const paid = purchase.pay(this.session);
    this.requestUpdate();
    const answer = await paid;
    this.requestUpdate();
    if (purchase.error) this.dispatchEvent(new HatchedErrorEvent(purchase.error));
    if (!answer) return;
    this.#catalog.own(item.item_id);
    this.dispatchEvent(new ItemPurchasedEvent({ item: { ...item, owned: true }, purchaseId: answer.purchase_id }));
    const bought = this.#texts.t('bought', { label: item.label });
    if (this.state.scopes.includes('items:equip')) await this.#equip(item, outfit, bought);
    else {
      this.#reset();
      this.message = bought;
    }
  }

  async #equip(item: MarketItem, { equip, unequip }: OutfitChange, said = ''): Promise<void> {
    this.#reset();
    this.message = said;
    try {
      await change(this.session, equip, unequip);
    } catch (error) {
      if (!(error instanceof WidgetError)) throw error;
      this.message = `${item.label}: ${problem(error, this.#texts)}`;
      this.dispatchEvent(new HatchedErrorEvent(error));
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly #closed = (): void => {
    this.#modal.closed();
    this.dispatchEvent(new Event('close'));
  };

  /** Escape takes off what is tried on first, then leaves the shop; never a payment on its way. */
  readonly #cancel = (event: Event): void => {
    if (!this.purchase) return;
    event.preventDefault();
    this.#reset();
  };

  /** A press beside the dialog closes it. */
  readonly #press = (event: MouseEvent): void => {
    if (event.target === this.#dialog && this.purchase?.phase !== 'pending') this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hatched-market': HatchedMarket;
  }
}

import { ContextConsumer } from '@lit/context';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Category } from '../../contract/art.ts';
import type { WidgetState } from '../../contract/state.ts';
import type { Marketplace, MarketItem } from '../../contract/widget.ts';
import { WidgetError } from '../api/errors.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { BeforePurchaseEvent, ItemPurchasedEvent } from '../events/purchases.ts';
import { marketEn } from '../i18n/market.en.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Session } from '../session/session.ts';
import { wallet } from '../sections/wallet.ts';
import { confirmation } from './confirmation.ts';
import { sessionContext, stringsContext } from './contexts.ts';
import { close } from './icons.ts';
import { marketStyles } from './market.styles.ts';
import { problem } from './problem.ts';
import { Purchase } from './purchase.ts';
import { shelves } from './shelves.ts';
import { excuse, replacedBy, availabilityOf } from './availability.ts';
import { change } from './wardrobe.ts';

export { ShopContexts } from './contexts.ts';

/** The shop, in a dialog that opens with the element. It fires `close` when it has closed. */
export class HatchedMarket extends LitElement {
  static override styles = marketStyles;
  static override properties = {
    state: { attribute: false },
    items: { state: true },
    failure: { state: true },
    category: { state: true },
    message: { state: true },
    purchase: { state: true },
  };
  declare state: WidgetState;
  declare protected items: MarketItem[] | null;
  declare protected failure: WidgetError | null;
  declare protected category: Category | null;
  declare protected message: string;
  declare protected purchase: Purchase | null;
  readonly #session = new ContextConsumer(this, { context: sessionContext, subscribe: true });
  readonly #strings = new ContextConsumer(this, { context: stringsContext, subscribe: true });
  #texts!: Strings;
  #loading: AbortController | undefined;

  constructor() {
    super();
    this.items = this.failure = this.category = this.purchase = null;
    this.message = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
  }

  close(): void {
    this.#dialog.close();
  }

  protected get session(): Session {
    return this.#session.value!;
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#texts = this.#strings.value!.extended(marketEn);
    if (changed.get('state')?.version !== this.state.version && changed.has('state')) void this.#load();
  }

  /** The focus goes to the question, and back to the card. */
  protected override updated(changed: PropertyValues): void {
    const before = changed.get('purchase') as Purchase | null | undefined;
    if (this.purchase === before || before === undefined) return;
    const place = this.purchase ? 'h2' : `#${CSS.escape(before!.item.item_id)}`;
    this.renderRoot.querySelector<HTMLElement>(place)?.focus();
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
      <header>
        <b>${strings.t('shop')}</b>
        ${wallet(this.state, strings)}
        <button class="quiet round" aria-label=${strings.t('close')} @click=${this.close}>${close}</button>
      </header>
      ${this.purchase ? this.#confirmation(this.purchase) : this.#shelves()}
      <p class="message" role="status" dir="auto">${this.message}</p>
    </dialog>`;
  }

  #shelves(): TemplateResult {
    const strings = this.#texts;
    if (this.failure && !this.items) {
      return html`<div class="empty">
        <p>${problem(this.failure, strings)}</p>
        <button class="strong" @click=${this.#load}>${strings.t('retry')}</button>
      </div>`;
    }
    return shelves(this.items, this.category, (category) => (this.category = category), {
      state: this.state,
      strings,
      urlOf: (path) => this.session.client.urlOf(path),
      press: (item) => this.#choose(item),
    });
  }

  #confirmation(purchase: Purchase): TemplateResult {
    const image = this.session.client.urlOf(purchase.item.image_url);
    const back = () => (this.purchase = null);
    const wear = () => {
      back();
      void this.#equip(purchase.item);
    };
    return confirmation(purchase, this.state, this.#texts, image, {
      pay: () => void this.#pay(purchase),
      back,
      wear: this.state.scopes.includes('items:equip') ? wear : undefined,
    });
  }

  #choose(item: MarketItem): void {
    const { scopes } = this.state;
    const availability = availabilityOf(item, this.state);
    const why = excuse(item, this.state, this.#texts);
    this.message = why && `${item.label}: ${why}`;
    if (availability === 'worn' || availability === 'owned') {
      if (scopes.includes('items:equip')) void this.#equip(item);
    } else if (!why && scopes.includes('marketplace:purchase')) {
      this.purchase = new Purchase(item);
    }
  }

  async #pay(purchase: Purchase): Promise<void> {
    if (purchase.phase === 'pending') return;
    const { item } = purchase;
    if (!this.dispatchEvent(new BeforePurchaseEvent({ item }))) {
      this.purchase = null;
      return;
    }
    const paid = purchase.pay(this.session);
    this.requestUpdate();
    const answer = await paid;
    this.requestUpdate();
    if (purchase.error) this.dispatchEvent(new HatchedErrorEvent(purchase.error));
    if (!answer) return;
    this.items = this.items?.map((one) => (one.item_id === item.item_id ? { ...one, owned: true } : one)) ?? null;
    this.dispatchEvent(new ItemPurchasedEvent({ item: { ...item, owned: true }, purchaseId: answer.purchase_id }));
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus();
  }

  async #equip(item: MarketItem): Promise<void> {
    const { item_id: id, category } = item;
    const worn = availabilityOf(item, this.state) === 'worn';
    try {
      await (worn
        ? change(this.session, [], [id])
        : change(this.session, [{ item_id: id, category }], replacedBy(item, this.state)));
    } catch (error) {
      if (!(error instanceof WidgetError)) throw error;
      this.message = problem(error, this.#texts);
      this.dispatchEvent(new HatchedErrorEvent(error));
    }
  }

  readonly #load = async (): Promise<void> => {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    try {
      this.items = (await this.session.client.call<Marketplace>({ path: 'marketplace', signal })).items;
      this.failure = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof WidgetError)) throw error;
      this.failure = error;
      this.dispatchEvent(new HatchedErrorEvent(error));
    }
  };

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly #closed = (): void => {
    this.dispatchEvent(new Event('close'));
  };

  /** Escape leaves the question first, then the shop; never a payment on its way. */
  readonly #cancel = (event: Event): void => {
    if (!this.purchase) return;
    event.preventDefault();
    if (this.purchase.phase !== 'pending') this.purchase = null;
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

import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import { failureOf, type WidgetError } from '../api/errors.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import type { LanguageController } from '../i18n/language-controller.ts';
import type { SessionController } from '../session/session-controller.ts';
import { laterPart } from './later-part.ts';

/** The way into the shop and out of it. It is open as long as its element is on the page and can be seen. */
export class ShopDoor implements ReactiveController {
  isOpen = false;
  /** It was pressed, and has not answered yet. */
  isOpening = false;
  /** Why it could not be opened. */
  trouble: WidgetError | null = null;
  readonly #host: LitElement;
  readonly #session: SessionController;
  readonly #language: LanguageController;
  /** Counts the wishes to open or close it: the last one holds. */
  #wishes = 0;

  constructor(host: LitElement, session: SessionController, language: LanguageController) {
    this.#host = host;
    this.#session = session;
    this.#language = language;
    host.addController(this);
  }

  /** An element that is only moved is connected again before this task ends, and its shop stays open. */
  hostDisconnected(): void {
    removeEventListener('online', this.press);
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.closed();
    });
  }

  /**
   * @throws WidgetError `unavailable`, `offline` where it could not be loaded, `not_rendered` where nobody would see it,
   * `no_buddy` before the egg has hatched, or why the buddy cannot be shown
   */
  async open(): Promise<void> {
    const host = this.#host;
    const wish = ++this.#wishes;
    const { enter } = await laterPart('shop', ({ loadShop }) => loadShop());
    await host.updateComplete;
    enter(host, this.#session, this.#language);
    if (wish !== this.#wishes) return;
    this.trouble = null;
    this.#turn(true);
    await host.updateComplete;
  }

  close(): void {
    const market = this.#host.renderRoot.querySelector('hatched-market');
    if (market) {
      this.#wishes++;
      market.close();
    } else {
      this.closed();
    }
  }

  readonly closed = (): void => {
    this.#wishes++;
    this.#turn(false);
  };

  template(buddy: WidgetState | null): TemplateResult | typeof nothing {
    if (!this.isOpen || !buddy || !this.#language.strings) return nothing;
    return html`<hatched-market
      exportparts="market, item, buy, equip"
      .state=${buddy}
      @close=${this.closed}
    ></hatched-market>`;
  }

  /** As a person opens it: what goes wrong is told. */
  readonly press = async (): Promise<void> => {
    this.#wait(true);
    try {
      await this.open();
    } catch (cause) {
      this.trouble = failureOf(cause);
      if (!navigator.onLine) addEventListener('online', this.press, { once: true });
      this.#host.dispatchEvent(new HatchedErrorEvent(this.trouble));
    } finally {
      this.#wait(false);
    }
  };

  /** Somebody comes near: what opens it is on its way when it is pressed. */
  readonly near = (): void => {
    void laterPart('shop', ({ loadShop }) => loadShop()).catch(() => undefined);
  };

  #wait(isOpening: boolean): void {
    this.isOpening = isOpening;
    this.#host.requestUpdate();
  }

  #turn(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.#host.requestUpdate();
  }
}

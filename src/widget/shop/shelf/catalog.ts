import type { LitElement, ReactiveController } from 'lit';
import type { Marketplace, MarketItem } from '../../../contract/widget.ts';
import { WidgetError } from '../../api/errors.ts';
import { HatchedErrorEvent } from '../../events/lifecycle.ts';
import type { Session } from '../../session/session.ts';

/** What the shop has, asked for anew with every state of the buddy. */
export class Catalog implements ReactiveController {
  /** Null while they are on their way. */
  items: MarketItem[] | null = null;
  /** Why there is nothing newer. */
  failure: WidgetError | null = null;
  readonly #host: LitElement;
  readonly #session: () => Session;
  #loading: AbortController | undefined;

  constructor(host: LitElement, session: () => Session) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#loading?.abort();
  }

  readonly load = async (): Promise<void> => {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    try {
      const { client } = this.#session();
      this.items = (await client.call<Marketplace>({ path: 'marketplace', signal })).items;
      this.failure = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof WidgetError)) throw error;
      this.failure = error;
      this.#host.dispatchEvent(new HatchedErrorEvent(error));
    }
    this.#host.requestUpdate();
  };

  /** Bought: known before the shop's next answer. */
  own(id: string): void {
    this.items = this.items?.map((item) => (item.item_id === id ? { ...item, owned: true } : item)) ?? null;
    this.#host.requestUpdate();
  }
}

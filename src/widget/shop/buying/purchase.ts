import type { MarketItem, PurchaseAnswer } from '../../../contract/widget.ts';
import { WidgetError } from '../../api/errors.ts';
import { encode } from '../../api/json.ts';
import { newIdempotencyKey } from '../../api/new-key.ts';
import type { Session } from '../../session/session.ts';

/**
 * One intent to buy, from the question to the answer. Its key is made with the question and kept however often it is
 * tried, so that it is paid once.
 */
export class Purchase {
  readonly item: MarketItem;
  readonly #key = newIdempotencyKey();
  phase: 'asking' | 'pending' | 'done' = 'asking';
  error: WidgetError | null = null;

  constructor(item: MarketItem) {
    this.item = item;
  }

  /** The answer, or null where it failed and may be tried again. */
  async pay(session: Session): Promise<PurchaseAnswer | null> {
    this.phase = 'pending';
    this.error = null;
    try {
      const answer = await session.take(
        session.client.call<PurchaseAnswer>({
          path: 'marketplace/purchases',
          method: 'POST',
          body: encode({ item_id: this.item.item_id }),
          headers: { 'idempotency-key': this.#key },
        }),
      );
      this.phase = 'done';
      return answer;
    } catch (error) {
      if (!(error instanceof WidgetError)) throw error;
      this.phase = 'asking';
      this.error = error;
      return null;
    }
  }
}

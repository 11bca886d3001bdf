import type { Price } from '../../contract/common.ts';
import type { MarketItem } from '../../contract/widget.ts';
import {
  countersOfMarket,
  countersOfPurchase,
  decidePurchase,
  viewMarket,
  type Languages,
} from '../../engine/index.ts';
import { inLanguages } from '../workspace/configuration/languages.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, LedgerRow } from '../store/rows.ts';
import { answerIn, changeAlive, rowAfter, type BuddyCall } from '../change/alive.ts';
import { svgUrl } from '../pictures/pictures.ts';

/** The shop as one buddy sees it: the items of its own configuration, with their stock now. */
export async function marketplaceOf(
  parts: Pick<Parts, 'store' | 'configs' | 'catalog' | 'clock'>,
  row: BuddyRow,
  { baseUrl, languages }: { baseUrl: string; languages: Languages },
): Promise<MarketItem[]> {
  const config = await parts.configs.get(row.config_version_id!);
  const rules = inLanguages(config, languages);
  const counters = await parts.store.buddies.counters(row, countersOfMarket(rules), row.buddy_id);
  const hashes = await parts.catalog.items(config);
  return viewMarket(row.state, rules, counters, parts.clock()).map((item) => ({
    ...item,
    image_url: svgUrl(baseUrl, hashes.get(item.item_id)!),
  }));
}

interface PurchaseResult {
  /** Null on a dry run. */
  purchase_id: string | null;
  item_id: string;
  price: Price;
  /** Null on a dry run, and for what is free. */
  ledger_id: string | null;
}

/** Buys one item. Refused with `item_locked`, `already_owned`, `out_of_stock` or `insufficient_balance`: nothing is paid. */
export async function purchase(
  parts: Pick<Parts, 'store' | 'configs' | 'ids'>,
  call: BuddyCall,
  item_id: string,
): Promise<{ purchase: PurchaseResult; buddy: BuddyRow }> {
  const outcome = await changeAlive<PurchaseResult>(parts, call, {
    counters: (config) => countersOfPurchase(config, item_id),
    decide(on, { buddy, counters }) {
      const decision = decidePurchase({ ...on, item_id, counters });
      const { price } = decision;
      const purchase_id = parts.ids('purchase');
      // The first ledger line is the payment; others are rewards.
      const paidBy = (ledger: readonly LedgerRow[]) => (price.type === 'free' ? null : ledger[0]!.ledger_id);
      return {
        decision,
        occasion: { reference_id: purchase_id, details: { 'marketplace.purchased': { purchase_id } } },
        also: ({ ledger }) => ({
          purchase: {
            customer_id: buddy.customer_id,
            mode: buddy.mode,
            purchase_id,
            buddy_id: buddy.buddy_id,
            item_id,
            price,
            ledger_id: paidBy(ledger),
            request_id: call.request_id,
            created_at: on.now,
          },
        }),
        answer: ({ ledger }) => ({ purchase_id, item_id, price, ledger_id: paidBy(ledger) }),
      };
    },
  });
  const bought = { ...answerIn(outcome), ...(call.dry_run && { purchase_id: null, ledger_id: null }) };
  return { purchase: bought, buddy: await rowAfter(parts, call, outcome) };
}

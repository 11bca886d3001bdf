import type { Notice } from '../../contract/webhooks.ts';
import { COIN } from '../../contract/limits.ts';
import type { Millis } from '../../engine/types.ts';
import type { Parts } from '../context.ts';
import type { DeliveryRow, EndpointRow, LedgerRow, World } from '../store/rows.ts';

export interface Origin {
  world: World;
  buddy_id: string | null;
  request_id: string;
  /** The caller's id of the event behind it, where one is. */
  event_id?: string | undefined;
  now: Millis;
}

/** One delivery for each notice and each active endpoint that wants to hear of it. */
export function deliveriesOwed(
  parts: Pick<Parts, 'ids'>,
  endpoints: readonly EndpointRow[],
  notices: readonly Notice[],
  origin: Origin,
): DeliveryRow[] {
  if (endpoints.length === 0) return [];
  return notices.flatMap(({ event, data }) =>
    endpoints
      .filter((endpoint) => endpoint.active && (endpoint.events.includes('*') || endpoint.events.includes(event)))
      .map((endpoint): DeliveryRow => ({
        customer_id: origin.world.customer_id,
        mode: origin.world.mode,
        delivery_id: parts.ids('delivery'),
        endpoint_id: endpoint.endpoint_id,
        buddy_id: origin.buddy_id,
        event,
        event_id: origin.event_id ?? null,
        payload: payloadOf(data, origin),
        status: 'pending',
        next_attempt_at: origin.now,
        attempts: [],
        request_id: origin.request_id,
        created_at: origin.now,
      })),
  );
}

function payloadOf(data: Record<string, unknown>, origin: Origin): Record<string, unknown> {
  return {
    ...(origin.buddy_id === null ? {} : { buddy_id: origin.buddy_id }),
    ...data,
    request_id: origin.request_id,
    ...(origin.event_id === undefined ? {} : { event_id: origin.event_id }),
  };
}

/** Notices of money name the ledger row behind them: the n-th notice of a currency speaks of its n-th row. */
export function withLedgerIds(notices: readonly Notice[], rows: readonly LedgerRow[]): Notice[] {
  const left = new Map<string, LedgerRow[]>();
  for (const row of rows) left.set(row.currency, [...(left.get(row.currency) ?? []), row]);
  return notices.map((notice) => {
    const currency = currencyOf(notice);
    const row = currency === undefined ? undefined : left.get(currency)?.shift();
    return row ? { event: notice.event, data: { ...notice.data, ledger_id: row.ledger_id } } : notice;
  });
}

function currencyOf({ event, data }: Notice): string | undefined {
  if (event === 'coin.earned' || event === 'coin.spent') return COIN;
  if (event === 'token.earned' || event === 'token.spent') return String(data['token_key']);
  return undefined;
}

import type { z } from 'zod';
import type { List } from '../../contract/common.ts';
import type { delivery, deliveryQuery, eventDelivery } from '../../contract/webhooks.ts';
import type { Millis } from '../../engine/types.ts';
import type { Parts } from '../context.ts';
import { listPage } from '../http/lists.ts';
import { rfc3339, rfc3339OrNull } from '../http/times.ts';
import type { DeliveryRow, World } from '../store/rows.ts';
import { requireReceiver } from './receivers.ts';

/** Past and pending deliveries of an endpoint or a cause. */
export async function listDeliveries(
  parts: Pick<Parts, 'store' | 'configs'>,
  world: World,
  endpoint_id: string,
  query: z.output<typeof deliveryQuery>,
): Promise<List<z.output<typeof delivery>>> {
  const { url } = await requireReceiver(parts, world, endpoint_id);
  const { status, event, retried } = query;
  const filter = { status, event, retried, from: millis(query.from), to: millis(query.to) };
  return listPage(
    query,
    (page) => parts.store.deliveries.list(world, endpoint_id, filter, page),
    (row) => row.delivery_id,
    (row) => ({ ...viewOf(row), url: maskUrl(url) }),
  );
}

/** Paths and queries of receivers may hold secrets: only the origin is shown. */
export function maskUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? `${origin}/` : `${origin}/…`;
}

const millis = (time: string | undefined): Millis | undefined => (time === undefined ? undefined : Date.parse(time));

/** A delivery as part of the event that caused it. */
export function deliveryOfEvent(row: DeliveryRow): z.output<typeof eventDelivery> {
  return { ...viewOf(row), endpoint_id: row.endpoint_id };
}

function viewOf(row: DeliveryRow): Omit<z.output<typeof delivery>, 'url'> {
  return {
    delivery_id: row.delivery_id,
    event: row.event,
    status: row.status,
    payload: row.payload,
    next_attempt_at: rfc3339OrNull(row.next_attempt_at),
    attempts: row.attempts.map((attempt) => ({ ...attempt, at: rfc3339(attempt.at) })),
    created_at: rfc3339(row.created_at),
  };
}

import type { Notice, WebhookEventName } from '../../contract/webhooks.ts';
import type { Millis } from '../../engine/types.ts';
import type { Parts } from '../context.ts';
import { rfc3339 } from '../http/times.ts';
import type { DeliveryAttempt, DeliveryRow, EndpointRow, World } from '../store/rows.ts';
import { endpointOfCause } from '../webhooks/causes.ts';
import { PRIORITY } from '../webhooks/priority.ts';
import { isSwitchedOn } from '../webhooks/receivers.ts';
import type { ReachedCause } from './scores.ts';

export interface Origin {
  world: World;
  buddy_id: string | null;
  request_id: string;
  /** The caller's id of the event behind it, where one is. */
  event_id?: string | undefined;
  /** Our id of that event. */
  evt_id?: string | undefined;
  /** The version that the buddy has from then on; null without a buddy. */
  sequence: number | null;
  /** A job caused it: deliveries that calls caused go first. */
  isSwept?: boolean | undefined;
  now: Millis;
}

/**
 * One delivery for each notice and each endpoint that subscribes to it. Where the endpoint is switched off it is recorded
 * as failed, and can be replayed.
 */
export function deliveriesOwed(
  parts: Pick<Parts, 'ids'>,
  endpoints: readonly EndpointRow[],
  notices: readonly Notice[],
  origin: Origin,
): DeliveryRow[] {
  if (endpoints.length === 0) return [];
  return notices.flatMap(({ event, data }) =>
    endpoints
      .filter(({ events }) => events.includes('*') || events.includes(event))
      .map((endpoint) => {
        const row = deliveryOwed(parts, endpoint.endpoint_id, event, payloadOf(data, origin), origin);
        return isSwitchedOn(endpoint) ? row : notSent(row);
      }),
  );
}

/** A delivery that has not been tried yet. */
export function deliveryOwed(
  parts: Pick<Parts, 'ids'>,
  endpoint_id: string,
  event: WebhookEventName,
  payload: Record<string, unknown>,
  origin: Omit<Origin, 'sequence'>,
): DeliveryRow {
  return {
    customer_id: origin.world.customer_id,
    mode: origin.world.mode,
    delivery_id: parts.ids('delivery'),
    endpoint_id,
    buddy_id: origin.buddy_id,
    event,
    event_id: origin.event_id ?? null,
    evt_id: origin.evt_id ?? null,
    payload,
    status: 'pending',
    next_attempt_at: origin.now,
    priority: origin.isSwept ? PRIORITY.sweep : PRIORITY.call,
    tries: 0,
    ended_at: null,
    attempts: [],
    request_id: origin.request_id,
    created_at: origin.now,
  };
}

/** Of an endpoint that is switched off. */
export function notSent(row: DeliveryRow): DeliveryRow {
  const attempt: DeliveryAttempt = {
    attempt: 1,
    at: row.created_at,
    trigger: 'first',
    duration_ms: 0,
    response_status: null,
    response_body: null,
    error: 'endpoint_disabled',
  };
  return { ...row, status: 'failed', next_attempt_at: null, ended_at: row.created_at, attempts: [attempt] };
}

/** What causes have reached their thresholds by this. */
export function causesOwed(parts: Pick<Parts, 'ids'>, reached: readonly ReachedCause[], origin: Origin): DeliveryRow[] {
  // Many users have contributed: the payload names none of them. Our id of the event stays, so that the event shows what it caused.
  const common = { ...origin, buddy_id: null, event_id: undefined, sequence: null };
  return reached.map(({ cause, value }) => {
    const data = { cause_key: cause.key, threshold: cause.threshold, value, reached_at: rfc3339(origin.now) };
    return deliveryOwed(parts, endpointOfCause(cause.key), 'cause.threshold_reached', payloadOf(data, common), common);
  });
}

function payloadOf(data: Record<string, unknown>, origin: Origin): Record<string, unknown> {
  return {
    ...(origin.buddy_id === null ? {} : { buddy_id: origin.buddy_id }),
    ...data,
    request_id: origin.request_id,
    sequence: origin.sequence,
    event_id: origin.event_id ?? null,
  };
}

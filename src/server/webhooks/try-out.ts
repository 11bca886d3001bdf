import type { z } from 'zod';
import {
  SUBSCRIBABLE_EVENTS,
  type SentDelivery,
  type testInput,
  type WebhookEventName,
} from '../../contract/webhooks.ts';
import { deliveryOwed, notSent } from '../change/deliveries.ts';
import type { Parts } from '../context.ts';
import type { EndpointRow, World } from '../store/rows.ts';
import { existingEndpoint } from './endpoints.ts';
import { isSwitchedOn, requireSwitchedOn } from './receivers.ts';
import { SAMPLES } from './samples.ts';

/** Sends the sample of an event, signed, logged and tried again like any other; its body says `"test": true`. */
export async function sendTestEvent(
  parts: Pick<Parts, 'store' | 'ids' | 'clock'>,
  world: World,
  endpoint_id: string,
  { event, even_if_off = false, request_id }: z.output<typeof testInput> & { request_id: string },
): Promise<SentDelivery> {
  const endpoint = await existingEndpoint(parts, world, endpoint_id);
  if (!even_if_off) requireSwitchedOn(endpoint);
  const chosen = event ?? firstOf(endpoint);
  const { sample } = SAMPLES.find((one) => one.event === chosen)!;
  const payload = { ...sample, request_id, test: true };
  const origin = { world, buddy_id: null, request_id, now: parts.clock() };
  const owed = deliveryOwed(parts, endpoint_id, chosen, payload, origin);
  return parts.store.deliveries.insert(isSwitchedOn(endpoint) ? owed : notSent(owed));
}

const firstOf = ({ events }: EndpointRow): WebhookEventName =>
  SUBSCRIBABLE_EVENTS.find((event) => events.includes(event)) ?? 'badge.awarded';

import { setTimeout as wait } from 'node:timers/promises';
import type { HatchedClient } from '../../sdk/index.ts';
import { verifySignature } from '../../sdk/webhooks/index.ts';
import { signedRequest } from '../webhooks/send/sign.ts';

type Delivery = Awaited<ReturnType<HatchedClient['webhooks']['deliveries']>>['data'][number];

type SampleEvent = NonNullable<NonNullable<Parameters<HatchedClient['webhooks']['test']>[1]>['event']>;

const POLL_MS = 1000;
/** Never called: the endpoint is inactive, so that deliveries to it are only recorded. */
const NOWHERE = 'https://example.com/hatched-buddy-listen';

export interface ListenOptions {
  /** Where each delivery is sent on to; without it they are only shown. */
  forward?: string;
}

/**
 * Shows each webhook as it is caused, and sends it on to an address of this machine: the server never has to reach it.
 * The endpoint that it makes for this is removed when the signal comes.
 */
export async function listen(
  client: HatchedClient,
  { forward }: ListenOptions,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { endpointId, secret } = await client.webhooks.create({ url: NOWHERE, events: ['*'], active: false });
  print(`Listening. What is forwarded is signed with ${secret}`);
  const seen = new Set<string>();
  try {
    while (!signal.aborted) {
      for (const delivery of await unseen(client, endpointId, seen)) {
        print(await sendOn(delivery, secret, forward));
      }
      await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await client.webhooks.delete(endpointId);
  }
}

/** Oldest first. */
async function unseen(client: HatchedClient, endpointId: string, seen: Set<string>): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for await (const delivery of client.webhooks.deliveries({ endpointId })) {
    if (seen.has(delivery.deliveryId)) break;
    found.unshift(delivery);
  }
  for (const { deliveryId } of found) seen.add(deliveryId);
  return found;
}

async function sendOn({ deliveryId, event, payload, createdAt }: Delivery, secret: string, forward?: string) {
  const { headers, body } = signedRequest(
    {
      delivery_id: deliveryId,
      customer_id: '',
      event: event as Parameters<typeof signedRequest>[0]['event'],
      event_id: (payload['event_id'] ?? null) as string | null,
      request_id: String(payload['request_id']),
      created_at: Date.parse(createdAt),
      payload,
    },
    { format: 'raw', secrets: [secret] },
    Date.now(),
  );
  const cause = payload['event_id']
    ? `event ${String(payload['event_id'])}`
    : `request ${String(payload['request_id'])}`;
  const line = `${event}  ${deliveryId}  signature ${verifySignature(body, headers, secret) ? 'valid' : 'NOT VALID'}  ${cause}`;
  if (!forward) return line;
  const answer = await fetch(forward, { method: 'POST', headers, body, redirect: 'manual' }).then(
    ({ status }) => String(status),
    (error: Error) => `not reached (${error.cause instanceof Error ? error.cause.message : error.message})`,
  );
  return `${line}  → ${answer}`;
}

/** Sends the sample of an event to one endpoint, else to all that are active. */
export async function trigger(
  client: HatchedClient,
  event: string,
  { endpoint }: { endpoint?: string },
): Promise<string> {
  const targets: string[] = endpoint ? [endpoint] : [];
  if (!endpoint) {
    for await (const found of client.webhooks.list())
      if (found.active && !found.disabled) targets.push(found.endpointId);
  }
  if (targets.length === 0) throw new Error('No endpoint is active: create one first, or name one with --endpoint.');
  const lines = [];
  for (const target of targets) {
    const { deliveryId } = await client.webhooks.test(target, { event: event as SampleEvent });
    lines.push(`${event} → ${target}: ${deliveryId}`);
  }
  return lines.join('\n');
}

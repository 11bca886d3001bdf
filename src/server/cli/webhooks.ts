import { setTimeout as wait } from 'node:timers/promises';
import { ConnectionError, type HatchedClient, ServerError, TimeoutError } from '../../sdk/index.ts';
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
 * The endpoint that it makes for this is removed when the signal comes. It goes on when the server has been away.
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
  let isAway = false;
  try {
    while (!signal.aborted) {
      try {
        for (const delivery of await unseen(client, endpointId, seen)) print(await sendOn(delivery, secret, forward));
        if (isAway) print('The server is back.');
        isAway = false;
      } catch (error) {
        if (!mayPass(error)) throw error;
        if (!isAway) print(`${error.message} Waiting for it.`);
        isAway = true;
      }
      await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await client.webhooks.delete(endpointId).catch((error: Error) => {
      print(`The endpoint ${endpointId} is left behind, as it could not be deleted: ${error.message}`);
    });
  }
}

const mayPass = (error: unknown): error is Error =>
  error instanceof ConnectionError || error instanceof TimeoutError || error instanceof ServerError;

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
  const signature = verifySignature(body, headers, secret) ? 'valid' : 'NOT VALID';
  const line = `${event}  ${deliveryId}  signature ${signature}  ${causeOf(payload)}`;
  if (!forward) return line;
  const answer = await fetch(forward, { method: 'POST', headers, body, redirect: 'manual' }).then(
    ({ status }) => String(status),
    (error: Error) => `not reached (${error.cause instanceof Error ? error.cause.message : error.message})`,
  );
  return `${line}  → ${answer}`;
}

function causeOf({ test, event_id, request_id }: Record<string, unknown>): string {
  if (test) return 'a sample';
  return event_id ? `event ${String(event_id)}` : `request ${String(request_id)}`;
}

/** Sends the sample of an event to one endpoint, else to all that are active, and to `webhooks listen`. */
export async function trigger(
  client: HatchedClient,
  event: string,
  { endpoint }: { endpoint?: string },
): Promise<string> {
  const targets: { endpointId: string; evenIfOff?: boolean }[] = [];
  if (endpoint) targets.push({ endpointId: endpoint });
  else
    for await (const { endpointId, url, active, disabled } of client.webhooks.list()) {
      const evenIfOff = url === NOWHERE;
      if ((active && !disabled) || evenIfOff) targets.push({ endpointId, evenIfOff });
    }
  if (targets.length === 0)
    throw new Error(
      'Nobody would get it: no endpoint is active. Run `webhooks listen` beside it, create an endpoint, or name one with --endpoint.',
    );
  const lines = [];
  for (const { endpointId, evenIfOff } of targets) {
    const { deliveryId } = await client.webhooks.test(endpointId, { event: event as SampleEvent, evenIfOff });
    lines.push(`${event} → ${endpointId}${evenIfOff ? ' (webhooks listen)' : ''}: ${deliveryId}`);
  }
  return lines.join('\n');
}

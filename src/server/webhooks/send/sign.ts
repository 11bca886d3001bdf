import { createHmac } from 'node:crypto';
import type { Format, WebhookEventName } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { rfc3339 } from '../../http/times.ts';
import { VERSION } from '../../version.ts';

/** What of a delivery is sent. */
export interface Outgoing {
  delivery_id: string;
  customer_id: string;
  event: WebhookEventName;
  /** The sender's own id of the event that caused it. */
  event_id: string | null;
  request_id: string;
  created_at: Millis;
  /** In snake_case, as the raw format sends it. */
  payload: Record<string, unknown>;
}

interface SignedRequest {
  headers: Record<string, string>;
  body: string;
}

export interface Signing {
  format: Format;
  /** Newest first; each signs. */
  secrets: readonly string[];
}

/** What is sent to an endpoint of that format, signed as of now. */
export function signedRequest(outgoing: Outgoing, signing: Signing, now: Millis): SignedRequest {
  const body = JSON.stringify(bodyOf[signing.format](outgoing));
  return {
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': USER_AGENT,
      'X-Request-Id': outgoing.request_id,
      ...signatureHeaders(signing, outgoing, Math.floor(now / 1000), body),
    },
    body,
  };
}

/** @param timestamp Unix seconds. */
export function signatureHeaders(
  { format, secrets }: Signing,
  named: Pick<Outgoing, 'event' | 'delivery_id'>,
  timestamp: number,
  body: string,
): Record<string, string> {
  return headersOf[format](named, String(timestamp), body, secrets);
}

const USER_AGENT = `hatched-buddy/${VERSION}`;

const bodyOf: Record<Format, (outgoing: Outgoing) => Record<string, unknown>> = {
  raw: ({ payload }) => payload,
  envelope: (outgoing) => ({
    deliveryId: outgoing.delivery_id,
    eventId: outgoing.event_id,
    type: outgoing.event,
    customerId: outgoing.customer_id,
    createdAt: rfc3339(outgoing.created_at),
    requestId: outgoing.request_id,
    data: camelCased(outgoing.payload),
  }),
  standard: ({ event, created_at, payload }) => ({
    type: event,
    timestamp: rfc3339(created_at),
    data: payload,
  }),
};

type Headers = (
  named: Pick<Outgoing, 'event' | 'delivery_id'>,
  timestamp: string,
  body: string,
  secrets: readonly string[],
) => Record<string, string>;

const headersOf: Record<Format, Headers> = {
  raw: ({ event, delivery_id }, timestamp, body, secrets) => ({
    'X-Hatched-Event': event,
    'X-Hatched-Delivery': delivery_id,
    'X-Hatched-Timestamp': timestamp,
    'X-Hatched-Signature': secrets.map((secret) => `sha256=${hex(secret, `${timestamp}.${body}`)}`).join(','),
  }),
  envelope: ({ event, delivery_id }, timestamp, body, secrets) => ({
    'Hatched-Event-Type': event,
    'Hatched-Delivery-Id': delivery_id,
    'Hatched-Signature': [
      `t=${timestamp}`,
      ...secrets.map((secret) => `v1=${hex(secret, `${timestamp}.${body}`)}`),
    ].join(','),
  }),
  standard: ({ delivery_id }, timestamp, body, secrets) => ({
    'webhook-id': delivery_id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets
      .map((secret) => `v1,${base64(keyOf(secret), `${delivery_id}.${timestamp}.${body}`)}`)
      .join(' '),
  }),
};

const hex = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

const base64 = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/** Standard Webhooks decodes what follows the prefix. Older secrets are base64url; Node reads both. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** The keys inside these fields are the customer's, and are not renamed. */
const KEPT_AS_THEY_ARE = new Set(['conditions']);

/** The same with field names in camelCase. */
export function camelCased(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      isObject(field) && !KEPT_AS_THEY_ARE.has(name) ? camelCased(field) : field,
    ]),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

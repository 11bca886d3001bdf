import { fromWire } from '../names.ts';
import type { WebhookEventName } from '../types.ts';
import { bytesOf } from './bytes.ts';
import type { WebhookEvent } from './events.ts';
import { type HeadersLike, type SignedHeaders, signedHeadersOf } from './headers.ts';
import { type Reason, type Secrets, type VerifyOptions, refusalReason } from './verify.ts';

/** By `eventType`, which tells what `event` holds. A later server may send events that this SDK does not know. */
export type VerifiedWebhook =
  | {
      [Name in WebhookEventName]: {
        valid: true;
        eventType: Name;
        event: WebhookEvent<Name>;
        deliveryId: string;
        reason?: undefined;
      };
    }[WebhookEventName]
  | RefusedWebhook;

export interface RefusedWebhook {
  valid: false;
  reason: Reason;
  event: null;
  eventType: null;
  /** From the headers, which are not signed. */
  deliveryId: string | null;
}

/** What a framework has of the body. */
export type ReceivedBody =
  | { raw: string | Uint8Array | ArrayBuffer }
  /** The bytes are gone: only a body that is written again exactly as it was sent can be verified. */
  | { parsed: unknown };

export function receive(
  headers: HeadersLike,
  body: ReceivedBody | undefined,
  secret: Secrets | null | undefined,
  options: VerifyOptions = {},
): VerifiedWebhook {
  const signed = signedHeadersOf(headers);
  const refused = (reason: Reason): RefusedWebhook => ({
    valid: false,
    reason,
    event: null,
    eventType: null,
    deliveryId: signed?.deliveryId ?? null,
  });
  if (!signed) return refused('missing_header');
  const bytes = body && bytesOf('raw' in body ? body.raw : JSON.stringify(body.parsed));
  if (!bytes?.length) return refused('missing_body');
  const reason = refusalReason(bytes, signed, secret, options);
  if (reason === 'invalid_signature' && body && 'parsed' in body) return refused('missing_body');
  if (reason) return refused(reason);
  const content = contentOf(bytes, signed);
  return content ? ({ valid: true, ...content } as unknown as VerifiedWebhook) : refused('invalid_json');
}

interface Content {
  eventType: string;
  event: Record<string, unknown>;
  deliveryId: string;
}

/** The signed body takes precedence over the headers, which are not signed. */
function contentOf(bytes: Uint8Array, { format, eventType = '', deliveryId = '' }: SignedHeaders): Content | undefined {
  const sent = parsed(bytes);
  if (!sent) return undefined;
  if (format === 'raw') return { eventType, event: withCommon(fromWire(sent), {}), deliveryId };
  const { type, data, ...rest } = sent as { type?: string; data?: object; [more: string]: unknown };
  if (typeof type !== 'string' || typeof data !== 'object' || data === null) return undefined;
  const ownId = typeof rest['deliveryId'] === 'string' ? rest['deliveryId'] : deliveryId;
  return { eventType: type, event: withCommon(fromWire(data), rest), deliveryId: ownId };
}

function withCommon(event: unknown, { requestId, eventId }: Record<string, unknown>): Record<string, unknown> {
  return {
    sequence: null,
    eventId: eventId ?? null,
    ...(requestId !== undefined && { requestId }),
    ...(event as Record<string, unknown>),
  };
}

function parsed(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Of a request: `Headers`, or the object that Node's frameworks have. */
export type HeadersLike =
  { get(name: string): string | null | undefined } | Record<string, string | readonly string[] | undefined>;

function headerOf(headers: HeadersLike, name: string): string | undefined {
  if (typeof headers.get === 'function') return (headers as Headers).get(name) ?? undefined;
  const all = headers as Record<string, string | readonly string[] | undefined>;
  const value = all[name] ?? Object.entries(all).find(([other]) => other.toLowerCase() === name)?.[1];
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}

/** What a delivery's headers say, whichever format it has. */
export interface SignedHeaders {
  format: 'raw' | 'envelope' | 'standard';
  signature: string;
  timestamp: string | undefined;
  deliveryId: string | undefined;
  eventType: string | undefined;
}

export function signedHeadersOf(headers: HeadersLike): SignedHeaders | undefined {
  const of = (name: string) => headerOf(headers, name) || undefined;
  const raw = of('x-hatched-signature');
  if (raw) {
    const [timestamp, deliveryId, eventType] = [
      of('x-hatched-timestamp'),
      of('x-hatched-delivery'),
      of('x-hatched-event'),
    ];
    return { format: 'raw', signature: raw, timestamp, deliveryId, eventType };
  }
  const envelope = of('hatched-signature');
  if (envelope) {
    const [deliveryId, eventType] = [of('hatched-delivery-id'), of('hatched-event-type')];
    return { format: 'envelope', signature: envelope, timestamp: timestampIn(envelope), deliveryId, eventType };
  }
  const standard = of('webhook-signature');
  if (!standard) return undefined;
  const [timestamp, deliveryId] = [of('webhook-timestamp'), of('webhook-id')];
  return { format: 'standard', signature: standard, timestamp, deliveryId, eventType: undefined };
}

/** A signature header alone: its form tells the format. */
export function signedHeaderOf(signature: string, timestamp: string | undefined, deliveryId?: string): SignedHeaders {
  const format = signature.startsWith('sha256=') ? 'raw' : signature.includes('t=') ? 'envelope' : 'standard';
  return {
    format,
    signature,
    timestamp: format === 'envelope' ? timestampIn(signature) : timestamp,
    deliveryId,
    eventType: undefined,
  };
}

/** The timestamp in an envelope's signature; empty where there is not exactly one. */
function timestampIn(signature: string): string | undefined {
  const times = signature.split(',').filter((part) => part.startsWith('t='));
  return times.length === 1 ? times[0]!.slice(2) : '';
}

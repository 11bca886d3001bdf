import type { IncomingHttpHeaders } from 'node:http';

/**
 * The origin that a browser says the call comes from. Same-origin reads carry no Origin header; `Sec-Fetch-Site`, which
 * pages cannot set, tells them apart. Undefined: not from a browser, as far as anyone can tell.
 */
export function callOrigin(headers: IncomingHttpHeaders, ownOrigin: () => string): string | undefined {
  if (headers.origin !== undefined) return headers.origin;
  return headers['sec-fetch-site'] === 'same-origin' ? ownOrigin() : undefined;
}

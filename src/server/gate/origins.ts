import type { IncomingHttpHeaders } from 'node:http';
import { ANY_ORIGIN, NO_ORIGIN, ORIGIN } from '../../contract/credentials.ts';
import { invalidFields } from '../../contract/errors.ts';

/** As browsers write them: lower case, without the port that goes without saying. Null: any. */
export function originsOf(origins: readonly string[]): string[] | null {
  if (origins.every((origin) => origin === ANY_ORIGIN)) return null;
  const wrong = origins.findIndex((origin) => !isOrigin(origin));
  if (wrong === -1) return [...new Set(origins.map((origin) => new URL(origin).origin))];
  throw invalidFields([{ path: `allowed_origins.${wrong}`, message: NO_ORIGIN }]);
}

/** `URL` alone accepts too much: it drops the rest of `https://a?` and `https://@a`, and reads `%2a` as `*`. */
function isOrigin(text: string): boolean {
  return ORIGIN.test(text) && URL.canParse(text) && ORIGIN.test(new URL(text).origin);
}

/**
 * The origin that a browser says the call comes from. Same-origin reads carry no Origin header; `Sec-Fetch-Site`, which
 * pages cannot set, distinguishes them. Undefined: nothing shows that the call comes from a browser.
 */
export function callOrigin(headers: IncomingHttpHeaders, ownOrigin: () => string): string | undefined {
  if (headers.origin !== undefined) return headers.origin;
  return headers['sec-fetch-site'] === 'same-origin' ? ownOrigin() : undefined;
}

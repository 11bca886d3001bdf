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

/** The URL alone would not tell: of `https://a?` and `https://@a` it keeps nothing to see, `%2a` it takes for `*`. */
function isOrigin(text: string): boolean {
  return ORIGIN.test(text) && URL.canParse(text) && ORIGIN.test(new URL(text).origin);
}

/**
 * The origin that a browser says the call comes from. Same-origin reads carry no Origin header; `Sec-Fetch-Site`, which
 * pages cannot set, tells them apart. Undefined: not from a browser, as far as anyone can tell.
 */
export function callOrigin(headers: IncomingHttpHeaders, ownOrigin: () => string): string | undefined {
  if (headers.origin !== undefined) return headers.origin;
  return headers['sec-fetch-site'] === 'same-origin' ? ownOrigin() : undefined;
}

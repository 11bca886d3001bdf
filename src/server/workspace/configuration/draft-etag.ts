import { createHash } from 'node:crypto';
import { Refusal } from '../../../contract/errors.ts';
import type { ConfigRow } from '../../store/rows.ts';

/** Changes with the content of the draft, the secrets of its causes included. */
export function etagOf({ config_version_id, document, cause_secrets }: ConfigRow): string {
  const text = JSON.stringify([config_version_id, document, cause_secrets]);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/**
 * Refuses to write over what the caller has not seen. `If-Match` names what was read, one of a list, or `*` for whatever
 * there is; a weak tag never matches (RFC 9110, 13.1.1).
 */
export function refuseOlder(ifMatch: string | undefined, current: ConfigRow | null): void {
  if (ifMatch === undefined) return;
  const etag = current && etagOf(current);
  if (etag && ifMatch.split(',').some((one) => ['*', etag].includes(one.trim()))) return;
  throw new Refusal(
    'conflict',
    'The draft has changed since you read it, and If-Match names what it was. Read it again with GET /config/draft, and write your change on top of that.',
    { etag },
  );
}

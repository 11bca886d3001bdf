import { z } from 'zod';

export const ID_PREFIX = {
  customer: 'cus',
  buddy: 'buddy',
  egg: 'egg',
  event: 'evt',
  operation: 'op',
  delivery: 'wh',
  endpoint: 'whe',
  config: 'cfg',
  session: 'ses',
  key: 'key',
  ledger: 'led',
  purchase: 'pur',
  snapshot: 'snap',
  asset: 'ast',
} as const;
export type IdKind = keyof typeof ID_PREFIX;

/** A prefix and a sortable suffix: 26 characters of Crockford's base 32, the first ten of them the time. */
export const idPattern = (kind: IdKind) => new RegExp(`^${ID_PREFIX[kind]}_[0-9a-hjkmnp-tv-z]{26}$`);
export const idSchema = (kind: IdKind) => z.string().regex(idPattern(kind), `is not an id like ${ID_PREFIX[kind]}_…`);

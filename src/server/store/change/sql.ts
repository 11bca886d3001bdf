import { SCORES } from '../tables.ts';

/** Statements that both adapters use to save a batch. */

/** A window's score is added to; the one of all time (window 0) is replaced. */
export const ADD_OR_REPLACE_SCORE = `ON CONFLICT (${SCORES.key.join(', ')}) DO UPDATE SET value =
  CASE WHEN scores.window_start = 0 THEN excluded.value ELSE scores.value + excluded.value END`;

/** What a hatching writes onto an event that waited for it. */
export const CLAIMED = ['buddy_id', 'effects', 'config_version_id', 'explanation'] as const;

/** Scope, key. */
export const ANSWER = 'SELECT answer FROM idempotency_keys WHERE scope = $1 AND key = $2';

/** Answer, response, scope, key. What an erasure has left in the place of the response stays. */
export const STORE_ANSWER =
  'UPDATE idempotency_keys SET answer = $1, response = COALESCE(response, $2) WHERE scope = $3 AND key = $4';

/** Response, scope, key. */
export const KEEP_RESPONSE =
  'UPDATE idempotency_keys SET response = $1 WHERE scope = $2 AND key = $3 AND response IS NULL';

/** Buddy. */
export const DELETE_SCORES = 'DELETE FROM scores WHERE buddy_id = $1';

/** Of a buddy, oldest first. */
export const OPEN_OPERATIONS = `SELECT * FROM operations WHERE buddy_id = $1 AND status IN ('pending', 'running')
  ORDER BY created_at, operation_id`;

import { SCORES } from '../tables.ts';

/** Statements that both adapters use to save a batch. */

/** A window's score is added to; the one of all time (window 0) is replaced. */
export const ADD_OR_REPLACE_SCORE = `ON CONFLICT (${SCORES.key.join(', ')}) DO UPDATE SET value =
  CASE WHEN scores.window_start = 0 THEN excluded.value ELSE scores.value + excluded.value END`;

/** Buddy, then its seat. */
export const CLAIM_EVENTS = `UPDATE events SET buddy_id = $1
  WHERE user_id = $4 AND customer_id IS NOT DISTINCT FROM $2 AND mode IS NOT DISTINCT FROM $3
    AND audience = $5 AND buddy_id IS NULL`;

/** Scope, key. */
export const ANSWER = 'SELECT answer FROM idempotency_keys WHERE scope = $1 AND key = $2';

/** Answer, scope, key. */
export const STORE_ANSWER = 'UPDATE idempotency_keys SET answer = $1 WHERE scope = $2 AND key = $3';

/** Buddy. */
export const DELETE_SCORES = 'DELETE FROM scores WHERE buddy_id = $1';

/** Of a buddy, oldest first. */
export const OPEN_OPERATIONS = `SELECT * FROM operations WHERE buddy_id = $1 AND status IN ('pending', 'running')
  ORDER BY created_at, operation_id`;

/** Statements that several modules use. */

/** Response, scope, key. */
export const KEEP_RESPONSE =
  'UPDATE idempotency_keys SET response = $1 WHERE scope = $2 AND key = $3 AND response IS NULL';

/** Of the buddy of this id, oldest first. */
export const openOperations = (id: string) => `SELECT * FROM operations
  WHERE buddy_id = ${id} AND status IN ('pending', 'running') ORDER BY created_at, operation_id`;

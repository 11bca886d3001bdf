import { expect, test } from 'vitest';
import { endedOperation, orderDrawing } from '../../../src/server/change/operations.ts';
import type { BuddyRow } from '../../../src/server/store/rows.ts';

const buddy = {
  customer_id: 'cus_1',
  mode: 'test',
  buddy_id: 'buddy_1',
  appearance_status: 'failed',
  appearance_error: 'It could not be drawn.',
} as BuddyRow;
const parts = { ids: (kind: string) => `${kind}_new` };
const origin = { request_id: 'req_1', now: 1000 };
const pending = {
  customer_id: 'cus_1',
  mode: 'test',
  operation_id: 'operation_new',
  buddy_id: 'buddy_1',
  type: 'equip',
  status: 'pending',
  input: {},
  result: null,
  error: null,
  request_id: 'req_1',
  leased_until: null,
  created_at: 1000,
  completed_at: null,
} as const;

test('a drawing that is ordered is waited for', () => {
  const ordered = orderDrawing(parts, buddy, { type: 'equip', input: {} }, origin);
  expect(ordered.operation).toEqual(pending);
  expect(ordered.buddy).toEqual({ ...buddy, appearance_status: 'pending', appearance_error: null });
  const named = orderDrawing(parts, buddy, { type: 'evolve', input: { to_stage: 2 }, operation_id: 'op_1' }, origin);
  expect(named.operation).toEqual({ ...pending, type: 'evolve', input: { to_stage: 2 }, operation_id: 'op_1' });
});

test('an operation ends with a result or with an error, and nobody holds it any more', () => {
  const held = { ...pending, leased_until: 5000 };
  const result = { stage: 2, picture_hash: 'a' };
  const ended = { ...pending, leased_until: null, completed_at: 2000 };
  expect(endedOperation(held, { result }, 2000)).toEqual({ ...ended, status: 'succeeded', result });
  const error = { code: 'internal_error', message: 'It could not be drawn.' };
  expect(endedOperation(held, { error }, 2000)).toEqual({ ...ended, status: 'failed', error });
});

import type { DrawingOrder, Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, OperationRow } from '../store/rows.ts';

interface OrderedDrawing {
  buddy: BuddyRow;
  operation: OperationRow;
}

export function orderDrawing(
  parts: Pick<Parts, 'ids'>,
  buddy: BuddyRow,
  order: DrawingOrder,
  origin: { request_id: string; now: Millis },
): OrderedDrawing {
  return {
    buddy: { ...buddy, appearance_status: 'pending', appearance_error: null },
    operation: {
      customer_id: buddy.customer_id,
      mode: buddy.mode,
      operation_id: order.operation_id ?? parts.ids('operation'),
      buddy_id: buddy.buddy_id,
      type: order.type,
      status: 'pending',
      input: order.input,
      result: null,
      error: null,
      request_id: origin.request_id,
      leased_until: null,
      created_at: origin.now,
      completed_at: null,
    },
  };
}

type End = { result: NonNullable<OperationRow['result']> } | { error: NonNullable<OperationRow['error']> };

export function endedOperation(operation: OperationRow, end: End, now: Millis): OperationRow {
  return {
    ...operation,
    ...('error' in end
      ? { status: 'failed' as const, result: null, error: end.error }
      : { status: 'succeeded' as const, result: end.result, error: null }),
    leased_until: null,
    completed_at: now,
  };
}

import type { Mood } from '../../contract/art.ts';
import type { OperationType } from '../../contract/operations.ts';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, OperationRow } from '../store/rows.ts';

/** Everything that decides what the picture shows. */
export function lookOf(buddy: BuddyRow, mood: Mood): string {
  const { species, config_version_id, state } = buddy;
  return JSON.stringify([species, config_version_id, state.stage, state.equipped.toSorted(), mood]);
}

export interface Drawing {
  buddy: BuddyRow;
  operation: OperationRow;
}

export interface DrawingOrder {
  type: OperationType;
  input: Record<string, unknown>;
  /** Where the id is known from elsewhere. */
  operation_id?: string;
}

/**
 * What has to be drawn after the change from one row to the next; null where the picture still fits. Rules that are new
 * to the buddy (`hasNewRules`) may draw everything differently.
 */
export function drawingNeeded(
  before: BuddyRow,
  after: BuddyRow,
  mood: Mood,
  hasNewRules: boolean,
): DrawingOrder | null {
  if (after.state.stage !== before.state.stage) {
    return { type: 'evolve', input: { from_stage: before.state.stage, to_stage: after.state.stage } };
  }
  if (lookOf(before, mood) !== lookOf(after, mood)) return { type: 'equip', input: {} };
  // A drawing under way goes by the rules that it finds.
  if (hasNewRules && after.appearance_status !== 'pending') return { type: 'rerender', input: {} };
  // A drawing under way shows the mood that holds when it ends; one that failed is not tried again for a mood.
  if (mood !== after.picture_mood && after.appearance_status === 'ready') return { type: 'rerender', input: {} };
  return null;
}

export function orderDrawing(
  parts: Pick<Parts, 'ids'>,
  buddy: BuddyRow,
  order: DrawingOrder,
  origin: { request_id: string; now: Millis },
): Drawing {
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

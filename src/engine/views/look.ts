import type { Mood } from '../../contract/buddy/art.ts';
import type { OperationType } from '../../contract/buddy/operations.ts';
import type { BuddyState } from '../types.ts';

/** The fields of a buddy that its picture depends on. */
interface Seen {
  species: string;
  config_version_id: string | null;
  state: Pick<BuddyState, 'stage' | 'equipped'>;
}

/** The same fields, and the state of the buddy's present picture. */
interface Pictured extends Seen {
  picture_mood: Mood;
  appearance_status: 'ready' | 'pending' | 'failed';
}

/** Everything that decides what the picture shows. */
export function lookOf({ species, config_version_id, state }: Seen, mood: Mood): string {
  return JSON.stringify([species, config_version_id, state.stage, [...state.equipped].sort(), mood]);
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
export function drawingNeeded(before: Seen, after: Pictured, mood: Mood, hasNewRules: boolean): DrawingOrder | null {
  if (after.state.stage !== before.state.stage) {
    return { type: 'evolve', input: { from_stage: before.state.stage, to_stage: after.state.stage } };
  }
  if (lookOf(before, mood) !== lookOf(after, mood)) return { type: 'equip', input: {} };
  // A drawing under way uses the configuration of the moment in which it is made.
  if (hasNewRules && after.appearance_status !== 'pending') return { type: 'rerender', input: {} };
  // A drawing under way shows the mood that holds when it ends; one that failed is not tried again for a mood.
  if (mood !== after.picture_mood && after.appearance_status === 'ready') return { type: 'rerender', input: {} };
  return null;
}

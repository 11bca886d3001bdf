import { initialState } from '../../../engine/state.ts';
import type { BuddyRow, Seat, World } from '../rows.ts';
import type { Millis } from '../../../engine/types.ts';

/** The row of a seat that nobody has used yet. */
export function freshBuddy(world: World, seat: Seat, buddyId: string, now: Millis): BuddyRow {
  return {
    buddy_id: buddyId,
    customer_id: world.customer_id,
    mode: world.mode,
    user_id: seat.user_id,
    audience: seat.audience,
    status: 'unhatched',
    name: '',
    species: '',
    version: 0,
    config_version_id: null,
    egg_id: null,
    state: initialState(),
    picture_hash: null,
    picture_parts: null,
    picture_alt: '',
    picture_mood: 'calm',
    appearance_status: 'ready',
    appearance_error: null,
    badge_ready: false,
    wake_at: null,
    created_at: now,
    updated_at: now,
  };
}

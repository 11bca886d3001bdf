import type { Effects } from '../../../contract/events.ts';
import { emptyEffects } from '../../../engine/draft.ts';
import type { Fields } from '../database.ts';

export interface PastEvent {
  effects: Effects;
  buddy_id: string | null;
  evt_id: string | null;
}

/** An event that was stored before. Of an erased one only the hash of its id is left. */
export function pastEvent({ effects, buddy_id, evt_id }: Fields): PastEvent {
  if (typeof effects !== 'string') return { effects: emptyEffects(), buddy_id: null, evt_id: null };
  return { effects: JSON.parse(effects) as Effects, buddy_id: buddy_id as string | null, evt_id: evt_id as string };
}

import type { Effects } from '../../../contract/events.ts';

export interface PastEvent {
  effects: Effects;
  buddy_id: string | null;
}

const NOTHING: Effects = {
  coins: 0,
  badges_awarded: [],
  badges_ready: [],
  tokens: [],
  evolution_ready: false,
  streak_milestones: [],
  skills: [],
  streaks: [],
};

/** An event that was seen before; of an erased one nothing is left to tell. */
export function pastEvent(effects: unknown, buddyId: unknown): PastEvent {
  if (typeof effects !== 'string') return { effects: NOTHING, buddy_id: null };
  return { effects: JSON.parse(effects) as Effects, buddy_id: buddyId as string | null };
}

import type { Millis } from '../../engine/index.ts';
import type { EggRow } from '../store/rows.ts';

/** Ends a hatching: from here on the egg holds no seat any more. */
export function hatchedEgg(egg: EggRow | null, now: Millis): { egg?: EggRow } {
  return egg?.status === 'hatching' ? { egg: { ...egg, status: 'hatched', updated_at: now } } : {};
}

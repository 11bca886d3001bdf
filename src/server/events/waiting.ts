import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { CounterKey, Counters } from '../../engine/types.ts';
import type { CounterWrite } from '../store/command.ts';

/** How many events from browsers wait in this seat for the egg to hatch. */
export const WAITING: CounterKey = { scope: 'buddy', key: 'waiting' };

/**
 * Events that wait are stored until the egg hatches, and hatching replays all of them. So their number is limited: pages
 * might send events for an egg that is never hatched.
 */
export function oneMoreWaits(counters: Counters): CounterWrite {
  const value = counters(WAITING) + 1;
  if (value > LIMITS.waitingEvents) {
    throw new Refusal(
      'no_buddy',
      `${LIMITS.waitingEvents} events of this user’s pages wait for the buddy to hatch, which is the most. Hatch it, and send this event again.`,
    );
  }
  return { ...WAITING, value };
}

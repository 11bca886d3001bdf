import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { CounterKey, Counters } from '../../engine/types.ts';
import type { CounterWrite } from '../store/command.ts';

/** How many events from browsers have waited in this seat for a hatching. */
export const WAITING: CounterKey = { scope: 'buddy', key: 'waiting' };

/**
 * All that waits is lived through before the buddy is born, and is kept until then. So pages of a seat whose egg nobody
 * opens must not go on for ever.
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

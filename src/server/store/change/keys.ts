import type { KeyOfCall, Seat, World } from '../rows.ts';
import type { CounterKey, Counters } from '../../../engine/types.ts';

/** Keys of the maps of a batch. Only the last part of each may hold a space, so that they are unique. */

export function worldKey(world: World): string {
  return `${world.customer_id} ${world.mode}`;
}

export function seatKey(world: World, seat: Seat): string {
  return `${world.customer_id} ${world.mode} ${seat.audience} ${seat.user_id}`;
}

export function eventKey(world: World, eventId: string): string {
  return `${world.customer_id} ${world.mode} ${eventId}`;
}

export function idempotencyKey(held: KeyOfCall): string {
  return `${held.scope} ${held.key}`;
}

/** Whose a counter is; with its key it is the primary key. */
export function counterScope(world: World, buddyId: string, counter: CounterKey): string {
  return counter.scope === 'buddy' ? buddyId : `${world.customer_id}/${world.mode}`;
}

export function counterKey(scope: string, key: string): string {
  return `${scope} ${key}`;
}

/** The counters that a decision may read: those that were loaded under its lock. */
export function lookUp(find: (counter: CounterKey) => number | undefined): Counters {
  return (counter) => {
    const value = find(counter);
    if (value === undefined) throw new Error(`The counter ${counter.scope} ${counter.key} was not asked for.`);
    return value;
  };
}

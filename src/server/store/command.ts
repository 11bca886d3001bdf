import type { Effects } from '../../contract/events.ts';
import type { CounterKey, Counters, Millis } from '../../engine/types.ts';
import type {
  BuddyRow,
  DeliveryRow,
  EggRow,
  EndpointRow,
  EventRow,
  LedgerRow,
  OperationRow,
  PurchaseRow,
  ScoreRow,
  Seat,
  World,
} from './rows.ts';
import type { Unit } from './unit/unit.ts';

/** What `store.change` takes, what it shows to the decision, and what the decision answers. */

export interface Command<A> {
  world: World;
  /** A seat that nobody has used yet gets an `unhatched` row with this id, so that there is something to lock. */
  target: { buddy_id: string } | { seat: Seat; newBuddyId: string };
  /** The caller's event id. A repeat is not decided again. */
  event_id?: string;
  /**
   * Set by the store itself (`unit/store.ts`). The answer is stored under the call's key in the same transaction; a repeat
   * gets it back.
   */
  unit?: Unit;
  /** Load up to so many of the seat's events that no buddy has claimed yet, in the order in which they occurred. */
  loadUnclaimedEvents?: number;
  /**
   * Load this egg, locked like the buddy; `own`: the one that the buddy's row names; `waiting`: the same, where the seat is
   * unhatched.
   */
  loadEgg?: string;
  /** Load the buddy's operations that are pending or running, oldest first. */
  loadOpenOperations?: boolean;
  /** Which numbers outside the row the decision will read. Pure. */
  counters?: (buddy: BuddyRow, now: Millis, unclaimedEvents: readonly EventRow[]) => CounterKey[];
  /** Pure and synchronous; may be called again where a commit has to be retried. Throw a Refusal to change nothing. */
  decide: (snapshot: Snapshot) => Change<A>;
  /** Decide, write nothing. */
  dry_run?: boolean;
  /** The time to decide as of. Absent: the store's clock, read under the lock. */
  now?: Millis;
}

export interface Snapshot {
  /** The only time that a decision uses. */
  now: Millis;
  buddy: BuddyRow;
  counters: Counters;
  /** The world's webhook endpoints, those that are switched off too. */
  endpoints: EndpointRow[];
  unclaimedEvents: EventRow[];
  /** Null where none was asked for, or the world has none of that id. */
  egg: EggRow | null;
  openOperations: OperationRow[];
}

/** A new value. Without `kept_until` it is kept for ever. */
export interface CounterWrite extends CounterKey {
  value: number;
  kept_until?: Millis;
}

export interface Change<A> {
  /** The whole new row; the adapter raises `version` by one. Absent: the row stays as it is. */
  buddy?: BuddyRow;
  event?: EventRow;
  ledger?: LedgerRow[];
  counters?: CounterWrite[];
  purchase?: PurchaseRow;
  egg?: EggRow;
  /** New (inserted) or ended (updated by id). */
  operations?: OperationRow[];
  deliveries?: DeliveryRow[];
  /** Of a window: added to the stored value. Of all time (`window_start` 0): replaces it. */
  scores?: ScoreRow[];
  /** The seat's unclaimed events, with what they did to this buddy; the command has to have loaded them. */
  claimedEvents?: EventRow[];
  /** JSON. */
  answer: A;
}

export type Outcome<A> =
  | { kind: 'changed'; answer: A; buddy: BuddyRow }
  /** The event id was used before: what the event did then. */
  | { kind: 'duplicate'; effects: Effects; buddy_id: string | null; evt_id: string | null }
  /** The idempotency key was used before: the first answer. */
  | { kind: 'replayed'; answer: A };

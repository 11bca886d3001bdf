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

/** What `store.change` is given, shows the decision, and takes from it. */

export interface Command<A> {
  world: World;
  /** A seat that nobody has used yet gets an `unhatched` row with this id, so that there is something to lock. */
  target: { buddy_id: string } | { seat: Seat; newBuddyId: string };
  /** The caller's event id. A repeat is not decided again. */
  event_id?: string;
  /** The store's own: the call's. The answer is stored with its key in the same transaction; a repeat gets it back. */
  unit?: Unit;
  /** Load so many of the stored events of this seat that no buddy has claimed yet, in the order they occurred. */
  loadUnclaimedEvents?: number;
  /**
   * Load this egg, locked like the buddy; `own`: the one that the row of the buddy
   * names; `waiting`: the same, of an unhatched seat alone.
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
  /** Decide as of then: history that is sent later. Absent: the store's clock, read under the lock. */
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

/** A new value, and until when it is of use; absent: for ever. */
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
  /** Of a window: added to what the window holds. Of all time (`window_start` 0): takes its place. */
  scores?: ScoreRow[];
  /** The seat's unclaimed events, as this buddy has lived through them; the command has to have loaded them. */
  claimedEvents?: EventRow[];
  /** JSON. */
  answer: A;
}

export type Outcome<A> =
  | { kind: 'changed'; answer: A; buddy: BuddyRow }
  /** The event id was used before: what it did then. */
  | { kind: 'duplicate'; effects: Effects; buddy_id: string | null; evt_id: string | null }
  /** The idempotency key was used before: the answer of then. */
  | { kind: 'replayed'; answer: A };

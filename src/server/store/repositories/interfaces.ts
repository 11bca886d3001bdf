import type { Configuration, LeaderboardDefinition } from '../../../contract/configuration.ts';
import type { CounterKey, Counters, Millis } from '../../../engine/types.ts';
import type {
  AssetRow,
  BuddyRow,
  ConfigRow,
  DeliveryRow,
  EggRow,
  EndpointRow,
  EventRow,
  IdempotencyRow,
  ImageRow,
  KeyOfCall,
  KeyRow,
  LedgerRow,
  OperationRow,
  Receipt,
  Seat,
  SessionRow,
  SnapshotRow,
  UserRow,
  World,
} from '../rows.ts';

/**
 * What the store answers and writes outside of `change`, a table or two at a time. Where a call carries an
 * Idempotency-Key, what it writes and its receipt are written together, or neither.
 */

/** Newest first unless said otherwise; `after` is the last id of the page before, `down_to` the oldest to look at. */
export interface Page {
  limit: number;
  after?: string | undefined;
  down_to?: string | undefined;
}

export interface Keys {
  insert(row: KeyRow, receipt?: Receipt): Promise<void>;
  /** Inserts the successor and ends the key at that time. False, and nothing is done, where the key has an end already. */
  replace(world: World, key_id: string, successor: KeyRow, end: Millis, receipt?: Receipt): Promise<boolean>;
  /** By hash, whatever the world; expired ones too. */
  byHash(hash: string): Promise<KeyRow | null>;
  byId(world: World, key_id: string): Promise<KeyRow | null>;
  list(world: World, page: Page): Promise<KeyRow[]>;
  /**
   * Ends the key at that time, never later than it would have ended anyway. False where there is no such key or it has
   * ended by `now`, and (unless `keep_one` is off) for the last secret key that has no end.
   */
  expire(world: World, key_id: string, at: Millis, now: Millis, keep_one: boolean, receipt?: Receipt): Promise<boolean>;
  touch(key_id: string, at: Millis): Promise<void>;
}

export interface Sessions {
  /** False, and nothing is written, unless that buddy of that user is alive. */
  insert(row: SessionRow, receipt?: Receipt): Promise<boolean>;
  byId(session_id: string): Promise<SessionRow | null>;
  revoke(world: World, session_id: string, at: Millis): Promise<boolean>;
  /** Removes up to `limit` sessions that ended before then. */
  deleteExpired(before: Millis, limit: number): Promise<number>;
}

export interface Configs {
  draft(world: World): Promise<ConfigRow | null>;
  /** Creates the draft or replaces its document. Answers the draft as this call has written it. */
  saveDraft(row: ConfigRow): Promise<ConfigRow>;
  /**
   * Draft → published, and what was published → archived, in one transaction. Null where there is no draft. `check` sees
   * the draft under its lock and may throw a Refusal to publish nothing.
   */
  publish(
    world: World,
    at: Millis,
    check?: (draft: ConfigRow) => void,
    receiptOf?: (published: ConfigRow) => Receipt | undefined,
  ): Promise<ConfigRow | null>;
  published(world: World): Promise<ConfigRow | null>;
  /** Of every version that is or was published. */
  documents(world: World): Promise<Configuration[]>;
  byId(config_version_id: string): Promise<ConfigRow | null>;
  list(world: World, page: Page): Promise<ConfigRow[]>;
}

export interface BuddyFilter {
  user_id?: string | undefined;
  audience?: string | undefined;
}

export type DueBuddy = Pick<BuddyRow, 'customer_id' | 'mode' | 'buddy_id'> & { wake_at: Millis };

export interface Buddies {
  /** Alive ones only, here and in the next three. */
  byId(world: World, buddy_id: string): Promise<BuddyRow | null>;
  bySeat(world: World, seat: Seat): Promise<BuddyRow | null>;
  ofUser(world: World, user_id: string): Promise<BuddyRow[]>;
  list(world: World, filter: BuddyFilter, page: Page): Promise<BuddyRow[]>;
  /** In every world: alive, with `wake_at` at or before now, the longest due first; those behind `after`. */
  due(now: Millis, limit: number, after?: DueBuddy): Promise<DueBuddy[]>;
  ledger(buddy_id: string, currency: string | undefined, page: Page): Promise<LedgerRow[]>;
  counter(world: World, counter: CounterKey, buddy_id: string): Promise<number>;
  counters(world: World, counters: CounterKey[], buddy_id: string): Promise<Counters>;
  /** Removes up to `limit` counters that were to be kept until before then. */
  forgetCounters(before: Millis, limit: number): Promise<number>;
}

export interface EventFilter {
  user_id?: string | undefined;
  type?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
}

export interface Events {
  list(world: World, filter: EventFilter, page: Page): Promise<EventRow[]>;
  /** The id of the last event of a page without the rest of the filter; null where the page is not full. */
  endOf(world: World, filter: Pick<EventFilter, 'user_id'>, page: Page): Promise<string | null>;
}

export interface EggFilter extends BuddyFilter {
  status?: string | undefined;
}

export interface Eggs {
  /**
   * Answers the egg: this one, or the one that was laid under the same Idempotency-Key before. Null where the seat has an
   * egg that is waiting, ready or hatching, or a living buddy.
   */
  insert(row: EggRow, idempotency?: KeyOfCall): Promise<EggRow | null>;
  active(world: World, seat: Seat): Promise<EggRow | null>;
  byId(world: World, egg_id: string): Promise<EggRow | null>;
  list(world: World, filter: EggFilter, page: Page): Promise<EggRow[]>;
  /** False unless the egg is in one of these states. */
  setStatus(
    world: World,
    egg_id: string,
    status: EggRow['status'],
    from: EggRow['status'][],
    at: Millis,
  ): Promise<boolean>;
}

export interface Operations {
  byId(world: World, operation_id: string): Promise<OperationRow | null>;
  /** Pending and running ones of a buddy, oldest first. */
  open(buddy_id: string): Promise<OperationRow[]>;
  /** Takes up to `limit` that are pending, or whose lease has run out, oldest first; marks them running. */
  claim(now: Millis, lease_ms: number, limit: number): Promise<OperationRow[]>;
}

export interface Idempotency {
  /** Null: the key is new (or its lease ran out without an answer) and now held until the lease ends. */
  begin(row: IdempotencyRow, now: Millis): Promise<IdempotencyRow | null>;
  /** Stores the answer, unless it was erased before it was there. */
  finish(receipt: Receipt): Promise<void>;
  /** Gives the key back after a failure, unless a change was committed under it. */
  release(scope: string, key: string): Promise<void>;
  /** Gives the key up where it was first used before then. */
  forget(key: KeyOfCall, created_before: Millis): Promise<void>;
  /** Removes up to `limit` keys that were first used before then, the oldest first. */
  deleteBefore(created: Millis, limit: number): Promise<number>;
}

export interface Users {
  get(world: World, user_id: string): Promise<UserRow | null>;
  put(row: UserRow): Promise<void>;
  /** Everything held about the user, as JSON. */
  export(world: World, user_id: string): Promise<Record<string, unknown>>;
  /**
   * Erases the user: events, deliveries, eggs, sessions, stored answers and names go; ledger rows stay,
   * without their reasons, and name nobody; event ids stay as `hash(event_id)`, so that an old event can never pay again. False where nothing is held.
   */
  erase(world: World, user_id: string, hash: (text: string) => string, at: Millis, receipt?: Receipt): Promise<boolean>;
}

export interface Images {
  put(row: ImageRow): Promise<void>;
  get(hash: string): Promise<ImageRow | null>;
}

export interface Assets {
  insert(row: AssetRow, receipt?: Receipt): Promise<void>;
  byId(world: World, asset_id: string): Promise<AssetRow | null>;
  /** Without the bytes. */
  list(world: World, page: Page): Promise<AssetRow[]>;
}

export interface Endpoints {
  insert(row: EndpointRow, receipt?: Receipt): Promise<void>;
  byId(world: World, endpoint_id: string): Promise<EndpointRow | null>;
  list(world: World, page: Page): Promise<EndpointRow[]>;
  /** Writes what `change` makes of the row, which nobody else changes meanwhile. Null where there is none. */
  update(
    world: World,
    endpoint_id: string,
    change: (before: EndpointRow) => EndpointRow,
    receiptOf?: (after: EndpointRow) => Receipt | undefined,
  ): Promise<EndpointRow | null>;
  remove(world: World, endpoint_id: string, receipt?: Receipt): Promise<boolean>;
}

export interface DeliveryFilter {
  status?: string | undefined;
  event?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
}

export interface Deliveries {
  list(world: World, endpoint_id: string, filter: DeliveryFilter, page: Page): Promise<DeliveryRow[]>;
  byId(world: World, delivery_id: string): Promise<DeliveryRow | null>;
  /** Removes up to `limit` that were recorded before then; never one that is pending. */
  deleteEnded(before: Millis, limit: number): Promise<number>;
}

export interface Ranked {
  rank: number;
  buddy_id: string;
  name: string;
  value: number;
}

export interface Leaderboards {
  /** Equal values share a rank; among them the buddy id decides the order. Archived buddies lose their scores. */
  top(world: World, leaderboard: string, window_start: Millis, limit: number): Promise<Ranked[]>;
  /** The buddy and up to `span` neighbours on each side; empty where it has no score. */
  around(world: World, leaderboard: string, window_start: Millis, buddy_id: string, span: number): Promise<Ranked[]>;
  /** Starts of windows before `before` that have scores and no snapshot yet. */
  unclosed(world: World, leaderboard: string, before: Millis): Promise<Millis[]>;
  /**
   * Stores the snapshot and its deliveries, once: false where that window has one. Entries of buddies that are not alive
   * any more lose their names.
   */
  close(row: SnapshotRow, deliveries: DeliveryRow[]): Promise<boolean>;
  /** Of every version that is or was published, once for each key: as the newest version defines it. */
  definitions(world: World): Promise<LeaderboardDefinition[]>;
  latestSnapshot(world: World, leaderboard: string): Promise<SnapshotRow | null>;
  /** Every world that has a published configuration. */
  worlds(): Promise<World[]>;
}

/** How much waits, in every world. */
export interface Depths {
  operations_pending: number;
  operations_running: number;
  deliveries_pending: number;
  buddies_due: number;
}

export interface Queues {
  /** Counts each up to `most`, so that a long queue costs no more than that. */
  depths(now: Millis, most: number): Promise<Depths>;
}

export interface Settings {
  get(name: string): Promise<string | null>;
  /** Stores the value unless there is one; answers the one that holds. */
  putIfAbsent(name: string, value: string): Promise<string>;
}

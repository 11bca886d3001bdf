import type { Fields, Value } from '../database.ts';
import { decode } from '../records.ts';
import type { BuddyRow } from '../rows.ts';
import type { Command } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import { BUDDIES, COUNTERS, EGGS, ENDPOINTS, EVENTS, OPERATIONS } from '../tables.ts';
import { counterKey, eventKey, idempotencyKey, seatKey, worldKey } from '../change/keys.ts';
import { pastEvent } from '../change/past.ts';
import type { MissingCounter, WorkingSet } from '../change/working-set.ts';
import { columns, insertMany, unnest } from './columns.ts';
import type { Session } from './pool.ts';

/*
 * These statements are prepared while the tables may still be empty, and keep their plan when they are not. So nothing in
 * them is left to the planner's guesses: LATERAL with a LIMIT is one probe for each key, and only the right index fits
 * the probe (IS NOT DISTINCT FROM, unlike `=`, is nothing that an index could serve). The connection rules out the rest.
 */

const text = (count: number) => Array.from({ length: count }, () => 'text');

/** Ids; then the four columns of seats. */
const LOCK_BUDDIES = `
  SELECT * FROM buddies WHERE buddy_id = ANY($1::text[] || ARRAY(
    SELECT found.buddy_id FROM ${unnest(text(4), 2)} AS seat(customer_id, mode, user_id, audience)
    CROSS JOIN LATERAL (
      SELECT b.buddy_id FROM buddies b
      WHERE b.customer_id = seat.customer_id AND b.mode = seat.mode
        AND b.user_id = seat.user_id AND b.audience = seat.audience AND b.status <> 'archived'
      LIMIT 1) AS found))
  ORDER BY buddy_id FOR UPDATE`;

const TAKE_SEATS = insertMany(BUDDIES, 'ON CONFLICT DO NOTHING RETURNING buddy_id');

const LEFT = `
  SELECT seat.place, left_row.version
  FROM ${unnest(text(4))} WITH ORDINALITY AS seat(customer_id, mode, user_id, audience, place)
  CROSS JOIN LATERAL (
    SELECT b.version FROM buddies b
    WHERE b.customer_id = seat.customer_id AND b.mode = seat.mode
      AND b.user_id = seat.user_id AND b.audience = seat.audience
    ORDER BY b.version DESC LIMIT 1) AS left_row`;

const PAST_EVENTS = `
  SELECT key.place, past.effects, past.buddy_id, past.evt_id
  FROM ${unnest(text(4))} WITH ORDINALITY AS key(customer_id, mode, event_id, event_hash, place)
  CROSS JOIN LATERAL (
    SELECT e.effects, e.buddy_id, e.evt_id FROM events e
    WHERE e.event_id = key.event_id
      AND e.customer_id IS NOT DISTINCT FROM key.customer_id AND e.mode IS NOT DISTINCT FROM key.mode
    UNION ALL
    SELECT NULL, NULL, NULL FROM erased_events e
    WHERE e.customer_id = key.customer_id AND e.mode = key.mode AND e.event_hash = key.event_hash
    LIMIT 1) AS past`;

const ANSWERS = `
  SELECT held.scope, held.key, held.answer FROM ${unnest(text(2))} AS wanted(scope, key)
  CROSS JOIN LATERAL (
    SELECT * FROM idempotency_keys k WHERE k.scope = wanted.scope AND k.key = wanted.key LIMIT 1) AS held`;

const COUNTERS_OF_BUDDIES = `
  SELECT held.* FROM ${unnest(text(2))} AS wanted(scope, key)
  CROSS JOIN LATERAL (
    SELECT c.scope, c.key, c.value FROM counters c WHERE c.scope = wanted.scope AND c.key = wanted.key LIMIT 1) AS held`;

/** Writing the value that is there locks the row, and makes one where there is none. */
const SHARED_COUNTERS = `
  INSERT INTO counters (scope, key, value) SELECT scope, key, 0 FROM ${unnest(text(2))} AS wanted(scope, key)
  ON CONFLICT (scope, key) DO UPDATE SET value = counters.value RETURNING scope, key, value`;

const ENDPOINTS_OF_WORLD = `
  SELECT held.* FROM ${unnest(text(2))} AS wanted(customer_id, mode)
  JOIN webhook_endpoints held ON held.customer_id = wanted.customer_id AND held.mode = wanted.mode
  ORDER BY held.endpoint_id`;

const LOCK_EGGS = 'SELECT * FROM eggs WHERE egg_id = ANY($1::text[]) ORDER BY egg_id FOR UPDATE';

const OPEN_OPERATIONS = `
  SELECT * FROM operations WHERE buddy_id = ANY($1::text[]) AND status IN ('pending', 'running')
  ORDER BY created_at, operation_id`;

/** OFFSET 0 keeps the planner from turning the probes into a join. */
const UNCLAIMED = `
  SELECT waiting.* FROM ${unnest(text(4))} AS seat(customer_id, mode, user_id, audience)
  CROSS JOIN LATERAL (
    SELECT * FROM events e
    WHERE e.user_id = seat.user_id
      AND e.customer_id IS NOT DISTINCT FROM seat.customer_id AND e.mode IS NOT DISTINCT FROM seat.mode
      AND e.audience = seat.audience AND e.buddy_id IS NULL
    OFFSET 0) AS waiting
  ORDER BY waiting.occurred_at, waiting.evt_id`;

const SEAT_ATTEMPTS = 5;

type Commands = readonly Command<unknown>[];
type Hash = (eventId: string) => string;

/**
 * Locks the buddies of the commands, making rows for the seats that have none, and loads what was done before under their
 * ids. The statements leave together; the database answers them in this order, each with what is committed by then.
 */
export async function lockAndLoad(session: Session, set: WorkingSet, commands: Commands, hash: Hash): Promise<void> {
  const ids = commands.flatMap(({ target }) => ('buddy_id' in target ? [target.buddy_id] : []));
  const seats = uniqueSeats(set, commands);
  await Promise.all([
    lock(session, set, unique(ids).sort(), seats),
    loadPast(session, set, commands, hash),
    loadEndpoints(session, set, commands),
  ]);
  if (await fillSeats(session, set, seats)) await loadPast(session, set, commands, hash);
}

/** Whether any of the seats was empty: its lock came later than the others. */
async function fillSeats(session: Session, set: WorkingSet, seats: BuddyRow[]): Promise<boolean> {
  // A seat whose row was archived while the lock was waited for is empty again; somebody else may fill it first.
  for (let attempt = 0; attempt <= SEAT_ATTEMPTS; attempt++) {
    const empty = seats.filter((row) => !set.seats.has(seatKey(row, row)));
    if (empty.length === 0) return attempt > 0;
    await goOnFrom(session, empty);
    const taken = await session.all({ sql: TAKE_SEATS.text(1), values: TAKE_SEATS.values(empty) });
    for (const row of taken) set.fresh.add(row['buddy_id'] as string);
    await lock(session, set, [], empty);
  }
  throw new StoreUnavailable('Too many writers want the same buddy: nothing was written, try again.');
}

/** Who watches a seat has seen the versions of the row that was archived in it. */
async function goOnFrom(session: Session, empty: BuddyRow[]): Promise<void> {
  const values = empty.map((row) => [row.customer_id, row.mode, row.user_id, row.audience]);
  const left = await session.all({ sql: LEFT, values: columns(values, 4) });
  for (const row of left) empty[Number(row['place']) - 1]!.version = Number(row['version']) + 1;
}

async function lock(session: Session, set: WorkingSet, ids: string[], seats: BuddyRow[]): Promise<void> {
  const values = seats.map((row) => [row.customer_id, row.mode, row.user_id, row.audience]);
  const rows = await session.all({ sql: LOCK_BUDDIES, values: [ids, ...columns(values, 4)] });
  for (const row of rows) set.add(decode(BUDDIES, row));
}

/** The row that each seat would get, sorted by seat. */
function uniqueSeats(set: WorkingSet, commands: Commands): BuddyRow[] {
  const seats = new Map<string, BuddyRow>();
  for (const command of commands) {
    const row = set.rowForSeat(command);
    if (row && !seats.has(seatKey(row, row))) seats.set(seatKey(row, row), row);
  }
  return [...seats].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** What was done before under the same event ids and idempotency keys. */
async function loadPast(session: Session, set: WorkingSet, commands: Commands, hash: Hash): Promise<void> {
  const events = new Map<string, Value[]>();
  const answers = new Map<string, Value[]>();
  for (const { world, event_id: id, unit } of commands) {
    if (id !== undefined) events.set(eventKey(world, id), [world.customer_id, world.mode, id, hash(id)]);
    if (unit) answers.set(idempotencyKey(unit.key), [unit.key.scope, unit.key.key]);
  }
  if (events.size > 0) {
    const keys = [...events.keys()];
    const rows = await session.all({ sql: PAST_EVENTS, values: columns([...events.values()], 4) });
    for (const row of rows)
      set.events.set(keys[Number(row['place']) - 1]!, pastEvent(row['effects'], row['buddy_id'], row['evt_id']));
  }
  if (answers.size > 0) {
    const rows = await session.all({ sql: ANSWERS, values: columns([...answers.values()], 2) });
    for (const row of rows)
      set.answers.set(
        idempotencyKey({ scope: row['scope'] as string, key: row['key'] as string }),
        row['answer'] as string | null,
      );
  }
}

/** Everything else that the commands have asked to see. These statements leave together, too. */
export async function loadSnapshots(
  session: Session,
  set: WorkingSet,
  commands: Commands,
  counters: readonly MissingCounter[],
): Promise<void> {
  await Promise.all([
    loadCounters(session, set, counters),
    loadEggs(session, set, commands),
    loadOperations(session, set, commands),
    loadUnclaimed(session, set, commands),
  ]);
}

async function loadEggs(session: Session, set: WorkingSet, commands: Commands): Promise<void> {
  const ids = unique(commands.flatMap((command) => set.eggWanted(command) ?? []));
  if (ids.length === 0) return;
  const rows = await session.all({ sql: LOCK_EGGS, values: [ids] });
  for (const row of rows.map((fields) => decode(EGGS, fields))) set.eggs.set(row.egg_id, row);
}

async function loadUnclaimed(session: Session, set: WorkingSet, commands: Commands): Promise<void> {
  const seats = new Map<string, Value[]>();
  for (const command of commands) {
    const row = command.load_unclaimed_events ? set.target(command) : null;
    if (row) seats.set(seatKey(row, row), [row.customer_id, row.mode, row.user_id, row.audience]);
  }
  if (seats.size === 0) return;
  for (const seat of seats.keys()) set.unclaimed.set(seat, []);
  const rows = await session.all({ sql: UNCLAIMED, values: columns([...seats.values()], 4) });
  for (const row of rows.map((fields) => decode(EVENTS, fields))) set.unclaimed.get(seatKey(row, row))!.push(row);
}

async function loadCounters(session: Session, set: WorkingSet, wanted: readonly MissingCounter[]): Promise<void> {
  const all = new Map(wanted.map((counter) => [counterKey(counter.scope, counter.key), counter]));
  for (const key of all.keys()) set.counters.set(key, 0);
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counter]) => counter);
  for (const shared of [false, true]) {
    const some = sorted.filter((counter) => counter.shared === shared).map(({ scope, key }) => [scope, key]);
    if (some.length === 0) continue;
    const rows = await session.all({ sql: shared ? SHARED_COUNTERS : COUNTERS_OF_BUDDIES, values: columns(some, 2) });
    for (const row of rows.map((fields: Fields) => decode(COUNTERS, fields)))
      set.counters.set(counterKey(row.scope, row.key), row.value);
  }
}

async function loadEndpoints(session: Session, set: WorkingSet, commands: Commands): Promise<void> {
  const worlds = new Map(commands.map(({ world }) => [worldKey(world), [world.customer_id, world.mode]]));
  for (const key of worlds.keys()) set.endpoints.set(key, []);
  const rows = await session.all({ sql: ENDPOINTS_OF_WORLD, values: columns([...worlds.values()], 2) });
  for (const row of rows.map((fields) => decode(ENDPOINTS, fields))) set.endpoints.get(worldKey(row))!.push(row);
}

async function loadOperations(session: Session, set: WorkingSet, commands: Commands): Promise<void> {
  const asking = commands.filter((command) => command.load_open_operations);
  const ids = unique(asking.flatMap((command) => set.target(command)?.buddy_id ?? []));
  if (ids.length === 0) return;
  for (const id of ids) set.operations.set(id, []);
  const rows = await session.all({ sql: OPEN_OPERATIONS, values: [ids] });
  for (const row of rows.map((fields) => decode(OPERATIONS, fields))) set.operations.get(row.buddy_id)!.push(row);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

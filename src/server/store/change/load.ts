import type { Fields, Value } from '../database.ts';
import { reading, writing, type Each, type EachSteps, type ForEach } from '../each.ts';
import { decode } from '../records.ts';
import type { Seat, World } from '../rows.ts';
import type { Table } from '../schema/table.ts';
import type { Command } from '../command.ts';
import { BUDDIES, EGGS, ENDPOINTS, EVENTS, OPERATIONS } from '../tables.ts';
import { counterKey, eventKey, idempotencyKey, seatKey, worldKey } from './keys.ts';
import { pastEvent } from './past.ts';
import { openOperations } from './sql.ts';
import type { MissingCounter, WorkingSet } from './working-set.ts';

/*
 * PostgreSQL prepares these statements while the tables may still be empty, and keeps their plans when they are not. So
 * nothing in them is left to the planner's guesses: each is one probe for a row, which only the right index fits
 * (IS NOT DISTINCT FROM, unlike `=`, is nothing that an index of PostgreSQL could serve).
 */

const SEAT = ['customer_id', 'mode', 'user_id', 'audience'] as const;
const inSeat = (given: Record<(typeof SEAT)[number], string>) =>
  `customer_id = ${given.customer_id} AND mode = ${given.mode} AND user_id = ${given.user_id} AND audience = ${given.audience}`;

/** By the index of users: with `<>` the one of audiences would fit, too. */
const SEATED = reading(
  SEAT,
  (given) => `SELECT buddy_id FROM buddies WHERE ${inSeat(given)} AND status IS DISTINCT FROM 'archived'`,
);

const LEFT = reading(
  SEAT,
  (given) => `SELECT version FROM buddies WHERE ${inSeat(given)} ORDER BY version DESC LIMIT 1`,
);

const BUDDY = reading(
  ['buddy_id'],
  ({ buddy_id }, { forUpdate }) => `SELECT * FROM buddies WHERE buddy_id = ${buddy_id} ${forUpdate}`,
);

const PAST_EVENT = reading(
  ['customer_id', 'mode', 'event_id', 'event_hash'],
  ({ customer_id, mode, event_id, event_hash }) => `
    SELECT effects, buddy_id, evt_id FROM events WHERE event_id = ${event_id}
      AND customer_id IS NOT DISTINCT FROM ${customer_id} AND mode IS NOT DISTINCT FROM ${mode}
    UNION ALL
    SELECT NULL, NULL, NULL FROM erased_events
    WHERE customer_id = ${customer_id} AND mode = ${mode} AND event_hash = ${event_hash}`,
);

const ANSWER = reading(
  ['scope', 'key'],
  ({ scope, key }) => `SELECT answer FROM idempotency_keys WHERE scope = ${scope} AND key = ${key}`,
);

const COUNTER = reading(
  ['scope', 'key'],
  ({ scope, key }) => `SELECT value FROM counters WHERE key = ${key} AND scope = ${scope}`,
);

/** Writing the value that is there locks the row, and makes one where there is none. */
const LOCK_COUNTER = writing(
  ['scope', 'key'],
  ({ scope, key }, { values }) => `INSERT INTO counters (scope, key, value) ${values(`${scope}, ${key}, 0`)}
    ON CONFLICT (key, scope) DO UPDATE SET value = counters.value`,
  'lock',
);

const ENDPOINTS_OF_WORLD = reading(
  ['customer_id', 'mode'],
  ({ customer_id, mode }) =>
    `SELECT * FROM webhook_endpoints WHERE customer_id = ${customer_id} AND mode = ${mode} ORDER BY endpoint_id`,
);

const EGG = reading(
  ['egg_id'],
  ({ egg_id }, { forUpdate }) => `SELECT * FROM eggs WHERE egg_id = ${egg_id} ${forUpdate}`,
);

const OPERATIONS_OF = reading(['buddy_id'], ({ buddy_id }) => openOperations(buddy_id));

/** The index of those that wait has them in this order: no other spares the sorting. */
const UNCLAIMED: Each = {
  kind: 'read',
  given: [...SEAT.map((name) => [name, 'text'] as const), ['most', 'integer']],
  text: (given) => `SELECT * FROM events
    WHERE ${inSeat(given as Record<(typeof SEAT)[number], string>)} AND buddy_id IS NULL
    ORDER BY occurred_at, evt_id LIMIT ${given['most']}`,
};

type Commands = readonly Command<unknown>[];
type Hash = (eventId: string) => string;

/**
 * Loads and locks the buddies of the commands, so far as they have one, and then what was done before under the ids of
 * the commands: by then it is committed. What the set knows already is not asked for again.
 */
export function* loadTargets(set: WorkingSet, commands: Commands, hash: Hash): EachSteps<void> {
  const emptySeats = () =>
    wanted(commands, set.seats, ({ world, target }) => ('seat' in target ? seatOf(world, target.seat) : null));
  const ids = wanted(commands, set.buddies, ({ target }) =>
    'seat' in target ? null : [target.buddy_id, target.buddy_id],
  );
  const seated = (id: string) => set.buddies.has(id) || ids.set(id, [id]);
  yield* answers(ask(SEATED, emptySeats(), (_, [row]) => row && seated(row['buddy_id'] as string)));
  yield* answers(
    ask(BUDDY, ids, (_, [row]) => row && set.add(decode(BUDDIES, row))),
    ask(
      PAST_EVENT,
      wanted(commands, set.events, ({ world, event_id: id }) =>
        id === undefined ? null : [eventKey(world, id), world.customer_id, world.mode, id, hash(id)],
      ),
      (key, [row]) => row && set.events.set(key, pastEvent(row)),
    ),
    ask(
      ANSWER,
      wanted(commands, set.answers, ({ unit }) => unit && [idempotencyKey(unit.key), unit.key.scope, unit.key.key]),
      (key, [row]) => typeof row?.['answer'] === 'string' && set.answers.set(key, row['answer']),
    ),
    ask(
      ENDPOINTS_OF_WORLD,
      wanted(commands, set.endpoints, ({ world }) => [worldKey(world), world.customer_id, world.mode]),
      (world, rows) => set.endpoints.set(world, decodeAll(ENDPOINTS, rows)),
    ),
  );
  yield* answers(ask(LEFT, emptySeats(), (seat, [row]) => row && set.left.set(seat, Number(row['version']))));
}

/** Everything else that the commands have asked to see. */
export function* loadSnapshots(set: WorkingSet, commands: Commands): EachSteps<void> {
  // First: which counters are wanted may depend on them.
  yield* answers(
    ask(
      UNCLAIMED,
      wanted(commands, set.unclaimed, (command) => {
        const row = command.loadUnclaimedEvents === undefined ? null : set.target(command);
        return row && [...seatOf(row, row), command.loadUnclaimedEvents!];
      }),
      (seat, rows) => set.unclaimed.set(seat, decodeAll(EVENTS, rows)),
    ),
  );
  const counters = set.wantedCounters(commands);
  const operationsOf = (command: Command<unknown>) =>
    command.loadOpenOperations ? set.target(command)?.buddy_id : undefined;
  yield* answers(
    ask(LOCK_COUNTER, keysOf(counters.filter(({ shared }) => shared))),
    ask(COUNTER, keysOf(counters), (key, [row]) => set.counters.set(key, Number(row?.['value'] ?? 0))),
    ask(
      EGG,
      wanted(commands, set.eggs, (command) => byItself(set.eggWanted(command))),
      (id, [row]) => row && set.eggs.set(id, decode(EGGS, row)),
    ),
    ask(
      OPERATIONS_OF,
      wanted(commands, set.operations, (command) => byItself(operationsOf(command))),
      (id, rows) => set.operations.set(id, decodeAll(OPERATIONS, rows)),
    ),
  );
}

/** Under which name the set keeps it, and by what the database finds it. */
type Key = readonly [name: string, ...values: Value[]];

const byItself = (id: string | undefined): Key | null => (id === undefined ? null : [id, id]);

function seatOf(world: World, seat: Seat): Key {
  return [seatKey(world, seat), world.customer_id, world.mode, seat.user_id, seat.audience];
}

function keysOf(counters: readonly MissingCounter[]): Map<string, Value[]> {
  return new Map(counters.map(({ scope, key }) => [counterKey(scope, key), [scope, key]]));
}

/** What the commands want, each once, without what is known. */
function wanted(
  commands: Commands,
  known: ReadonlyMap<string, unknown>,
  keyOf: (command: Command<unknown>) => Key | null | undefined,
): Map<string, Value[]> {
  const keys = new Map<string, Value[]>();
  for (const command of commands) {
    const [name, ...values] = keyOf(command) ?? [];
    if (name !== undefined && !known.has(name)) keys.set(name, values);
  }
  return keys;
}

/** A statement for each of some keys, and what becomes of what is found under each. */
interface Question extends ForEach {
  keep(found: readonly Fields[][]): EachSteps<void>;
}

/** So many are decoded in one go. */
const PART = 64;

/** In the order of the names: rows are locked in it, and everybody keeps to the same one. */
function ask(
  each: Each,
  keys: Map<string, Value[]>,
  keep: (name: string, found: Fields[]) => unknown = () => undefined,
): Question {
  const names = [...keys.keys()].sort();
  return {
    each,
    rows: names.map((name) => keys.get(name)!),
    *keep(found) {
      for (const [index, name] of names.entries()) {
        keep(name, found[index] ?? []);
        if (index % PART === PART - 1) yield [];
      }
    },
  };
}

function* answers(...questions: Question[]): EachSteps<void> {
  const asked = questions.filter(({ rows }) => rows.length > 0);
  if (asked.length === 0) return;
  const found = yield asked;
  for (const [index, question] of asked.entries()) yield* question.keep(found[index]!);
}

function decodeAll<R>(table: Table<R>, rows: readonly Fields[]): R[] {
  return rows.map((row) => decode(table, row));
}

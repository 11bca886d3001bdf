import type { Fields, Value } from '../database.ts';
import { reading, writing, type RowStatement, type BatchSteps, type RowBatch } from '../each.ts';
import { decodeRow } from '../records.ts';
import type { Seat, World } from '../rows.ts';
import type { Table } from '../schema/table.ts';
import type { Command } from '../command.ts';
import { BUDDIES, EGGS, ENDPOINTS, EVENTS, OPERATIONS } from '../tables.ts';
import { counterKey, eventKey, idempotencyKey, seatKey, worldKey } from './keys.ts';
import { pastEvent } from './past.ts';
import { openOperations } from './sql.ts';
import type { MissingCounter, WorkingSet } from './working-set.ts';

/*
 * PostgreSQL may plan these statements while the tables are still empty, and keeps the plans when they have grown. So each
 * is written in a way that only the right index can serve: PostgreSQL uses no index for IS NOT DISTINCT FROM.
 */

const SEAT = ['customer_id', 'mode', 'user_id', 'audience'] as const;
const inSeat = (given: Record<(typeof SEAT)[number], string>) =>
  `customer_id = ${given.customer_id} AND mode = ${given.mode} AND user_id = ${given.user_id} AND audience = ${given.audience}`;

/** IS DISTINCT FROM, so that only the index of users fits: with `<>` the partial index of audiences would, too. */
const SEATED = reading(
  SEAT,
  (given) => `SELECT buddy_id FROM buddies WHERE ${inSeat(given)} AND status IS DISTINCT FROM 'archived'`,
);

const LAST_VERSION = reading(
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

/** Writing the stored value locks the row, and inserts one where there is none. */
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

/** Ordered as the index of unclaimed events is, so that PostgreSQL chooses it: any other would need a sort. */
const UNCLAIMED: RowStatement = {
  kind: 'read',
  given: [...SEAT.map((name) => [name, 'text'] as const), ['most', 'integer']],
  text: (given) => `SELECT * FROM events
    WHERE ${inSeat(given as Record<(typeof SEAT)[number], string>)} AND buddy_id IS NULL
    ORDER BY occurred_at, evt_id LIMIT ${given['most']}`,
};

type Commands = readonly Command<unknown>[];

/**
 * Loads and locks the buddies of the commands, where there is one, and then what earlier calls with the same ids did: under
 * the lock that is committed. What the set has loaded already is not loaded again.
 */
export function* loadTargets(set: WorkingSet, commands: Commands, hash: (eventId: string) => string): BatchSteps<void> {
  const emptySeats = () =>
    wanted(commands, set.seats, ({ world, target }) => ('seat' in target ? seatOf(world, target.seat) : null));
  const ids = wanted(commands, set.buddies, ({ target }) =>
    'seat' in target ? null : [target.buddy_id, target.buddy_id],
  );
  const seated = (id: string) => set.buddies.has(id) || ids.set(id, [id]);
  yield* answers(ask(SEATED, emptySeats(), (_, [row]) => row && seated(row['buddy_id'] as string)));
  yield* answers(
    ask(BUDDY, ids, (_, [row]) => row && set.add(decodeRow(BUDDIES, row))),
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
  yield* answers(
    ask(LAST_VERSION, emptySeats(), (seat, [row]) => row && set.lastVersions.set(seat, Number(row['version']))),
  );
}

/** Everything else that the commands have asked to see. */
export function* loadSnapshots(set: WorkingSet, commands: Commands): BatchSteps<void> {
  // First: which counters are needed may depend on them.
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
      (id, [row]) => row && set.eggs.set(id, decodeRow(EGGS, row)),
    ),
    ask(
      OPERATIONS_OF,
      wanted(commands, set.operations, (command) => byItself(operationsOf(command))),
      (id, rows) => set.operations.set(id, decodeAll(OPERATIONS, rows)),
    ),
  );
}

/** The key under which the set keeps a row, and the values by which the database finds it. */
type Key = readonly [name: string, ...values: Value[]];

const byItself = (id: string | undefined): Key | null => (id === undefined ? null : [id, id]);

function seatOf(world: World, seat: Seat): Key {
  return [seatKey(world, seat), world.customer_id, world.mode, seat.user_id, seat.audience];
}

function keysOf(counters: readonly MissingCounter[]): Map<string, Value[]> {
  return new Map(counters.map(({ scope, key }) => [counterKey(scope, key), [scope, key]]));
}

/** What the commands need, each once, without what is loaded already. */
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

/** A statement for some keys, and what to do with the rows that are found under each. */
interface Question extends RowBatch {
  keep(found: readonly Fields[][]): BatchSteps<void>;
}

/** So many are decoded in one go. */
const PART = 64;

/** Sorted by name: transactions that lock rows in the same order never deadlock. */
function ask(
  each: RowStatement,
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

function* answers(...questions: Question[]): BatchSteps<void> {
  const asked = questions.filter(({ rows }) => rows.length > 0);
  if (asked.length === 0) return;
  const found = yield asked;
  for (const [index, question] of asked.entries()) yield* question.keep(found[index]!);
}

function decodeAll<R>(table: Table<R>, rows: readonly Fields[]): R[] {
  return rows.map((row) => decodeRow(table, row));
}

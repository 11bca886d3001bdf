import { sql } from '../database.ts';
import { decode } from '../records.ts';
import type { Command } from '../command.ts';
import { BUDDIES, EGGS, ENDPOINTS, EVENTS, OPERATIONS } from '../tables.ts';
import { ANSWER, OPEN_OPERATIONS } from '../change/sql.ts';
import { counterKey, eventKey, idempotencyKey, seatKey, worldKey } from '../change/keys.ts';
import { pastEvent } from '../change/past.ts';
import type { WorkingSet } from '../change/working-set.ts';
import type { Connection } from './connection.ts';

const EVENT = `
  SELECT effects, buddy_id, evt_id FROM events WHERE customer_id = $1 AND mode = $2 AND event_id = $3
  UNION ALL
  SELECT NULL, NULL, NULL FROM erased_events WHERE customer_id = $1 AND mode = $2 AND event_hash = $4`;
const BUDDY = 'SELECT * FROM buddies WHERE buddy_id = $1';
const SEATED = `SELECT * FROM buddies
  WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND audience = $4 AND status <> 'archived'`;
const LEFT = `SELECT version FROM buddies
  WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND audience = $4 ORDER BY version DESC LIMIT 1`;
const COUNTER = 'SELECT value FROM counters WHERE scope = $1 AND key = $2';
const ENDPOINTS_OF_WORLD = `SELECT * FROM webhook_endpoints
  WHERE customer_id = $1 AND mode = $2 ORDER BY endpoint_id`;
const EGG = 'SELECT * FROM eggs WHERE egg_id = $1';
const UNCLAIMED = `SELECT * FROM events
  WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND audience = $4 AND buddy_id IS NULL
  ORDER BY occurred_at, evt_id`;

/** Loads what the command needs and the set does not hold yet. */
export function load(
  connection: Connection,
  set: WorkingSet,
  command: Command<unknown>,
  hashEventId: (eventId: string) => string,
): void {
  loadPast(connection, set, command, hashEventId);
  if (set.repeated(command)) return;
  loadTarget(connection, set, command);
  set.openSeat(command);
  const buddy = set.target(command);
  if (!buddy) return;
  for (const { scope, key } of set.missingCounters(command)) {
    const [row] = connection.all(sql(COUNTER, scope, key));
    set.counters.set(counterKey(scope, key), (row?.['value'] as number | undefined) ?? 0);
  }
  loadEndpoints(connection, set, command);
  const egg = set.eggWanted(command);
  if (egg !== undefined && !set.eggs.has(egg)) {
    const [row] = connection.all(sql(EGG, egg));
    set.eggs.set(egg, row ? decode(EGGS, row) : null);
  }
  if (command.load_open_operations && !set.operations.has(buddy.buddy_id)) {
    const rows = connection.all(sql(OPEN_OPERATIONS, buddy.buddy_id));
    set.operations.set(
      buddy.buddy_id,
      rows.map((row) => decode(OPERATIONS, row)),
    );
  }
  if (command.load_unclaimed_events && !set.unclaimed.has(seatKey(buddy, buddy))) {
    const rows = connection.all(sql(UNCLAIMED, buddy.customer_id, buddy.mode, buddy.user_id, buddy.audience));
    set.unclaimed.set(
      seatKey(buddy, buddy),
      rows.map((row) => decode(EVENTS, row)),
    );
  }
}

function loadPast(
  connection: Connection,
  set: WorkingSet,
  command: Command<unknown>,
  hashEventId: (eventId: string) => string,
): void {
  const { world, event_id: eventId, unit } = command;
  if (eventId !== undefined && !set.events.has(eventKey(world, eventId))) {
    const [row] = connection.all(sql(EVENT, world.customer_id, world.mode, eventId, hashEventId(eventId)));
    set.events.set(eventKey(world, eventId), row ? pastEvent(row['effects'], row['buddy_id'], row['evt_id']) : null);
  }
  if (unit && !set.answers.has(idempotencyKey(unit.key))) {
    const [row] = connection.all(sql(ANSWER, unit.key.scope, unit.key.key));
    set.answers.set(idempotencyKey(unit.key), (row?.['answer'] as string | null | undefined) ?? null);
  }
}

function loadTarget(connection: Connection, set: WorkingSet, command: Command<unknown>): void {
  const { world, target } = command;
  if ('buddy_id' in target) {
    if (set.buddies.has(target.buddy_id)) return;
    const [row] = connection.all(sql(BUDDY, target.buddy_id));
    if (row) set.add(decode(BUDDIES, row));
    else set.buddies.set(target.buddy_id, null);
    return;
  }
  const { seat } = target;
  if (set.seats.has(seatKey(world, seat))) return;
  const [row] = connection.all(sql(SEATED, world.customer_id, world.mode, seat.user_id, seat.audience));
  if (row) return set.add(decode(BUDDIES, row));
  const [left] = connection.all(sql(LEFT, world.customer_id, world.mode, seat.user_id, seat.audience));
  if (left) set.left.set(seatKey(world, seat), left['version'] as number);
}

function loadEndpoints(connection: Connection, set: WorkingSet, { world }: Command<unknown>): void {
  if (set.endpoints.has(worldKey(world))) return;
  const rows = connection.all(sql(ENDPOINTS_OF_WORLD, world.customer_id, world.mode));
  set.endpoints.set(
    worldKey(world),
    rows.map((row) => decode(ENDPOINTS, row)),
  );
}

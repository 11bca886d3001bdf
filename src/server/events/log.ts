import type { z } from 'zod';
import type { eventLog, eventLogQuery, loggedEvent } from '../../contract/events.ts';
import { LIMITS } from '../../contract/limits.ts';
import { senderEventId } from './ids.ts';
import { firstIdOf } from '../ids.ts';
import type { Parts as AllParts } from '../context.ts';
import type { EventRow, World } from '../store/rows.ts';
import { listPage } from '../http/lists.ts';
import { rfc3339 } from '../http/times.ts';

type Parts = Pick<AllParts, 'store'>;
type LogQuery = z.infer<typeof eventLogQuery>;

/** An event's time may be minutes ahead of its receipt, and the clocks of two servers differ. */
const AHEAD_MS = 3_600_000;

/**
 * Newest first. No index serves every filter, so one call reads a limited part of the log: a page may hold fewer events than
 * were asked for, or none, and still have a `next_cursor`.
 */
export async function eventsOf(parts: Parts, world: World, query: LogQuery): Promise<z.infer<typeof eventLog>> {
  const filter = {
    event_id: query.event_id,
    user_id: query.user_id,
    type: query.type,
    from: query.from === undefined ? undefined : Date.parse(query.from),
    to: query.to === undefined ? undefined : Date.parse(query.to),
  };
  const oldest = filter.from === undefined ? undefined : firstIdOf('event', filter.from - AHEAD_MS);
  const end = await endOfPart(parts, world, query, oldest);
  const page = await listPage(
    query,
    (asked) => parts.store.events.list(world, filter, { ...asked, downTo: end ?? oldest }),
    (row) => row.evt_id,
    viewEvent,
  );
  return { ...page, next_cursor: page.next_cursor ?? end };
}

/** Null where the rest of the log is short enough, or an index serves the filter. */
async function endOfPart(
  { store }: Parts,
  world: World,
  { user_id, type, from, to, cursor }: LogQuery,
  oldest: string | undefined,
): Promise<string | null> {
  if (type === undefined && from === undefined && to === undefined) return null;
  return store.events.endOf(world, { user_id }, { limit: LIMITS.eventsLookedAt, after: cursor, downTo: oldest });
}

export function viewEvent(row: EventRow): z.infer<typeof loggedEvent> {
  return {
    event_id: senderEventId(row.event_id),
    evt_id: row.evt_id,
    user_id: row.user_id,
    type: row.type,
    audience: row.audience,
    properties: row.properties,
    occurred_at: rfc3339(row.occurred_at),
    received_at: rfc3339(row.received_at),
    buddy_id: row.buddy_id,
    effects: row.effects,
    request_id: row.request_id,
  };
}

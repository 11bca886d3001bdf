import type { z } from 'zod';
import type { eventLog, eventLogQuery, loggedEvent } from '../../contract/events.ts';
import type { Parts } from '../parts.ts';
import type { EventRow, World } from '../store/rows.ts';
import { listPage } from './lists.ts';
import { rfc3339 } from './times.ts';

/** Newest first. */
export function eventsOf(
  parts: Pick<Parts, 'store'>,
  world: World,
  query: z.infer<typeof eventLogQuery>,
): Promise<z.infer<typeof eventLog>> {
  const filter = {
    user_id: query.user_id,
    type: query.type,
    from: query.from === undefined ? undefined : Date.parse(query.from),
    to: query.to === undefined ? undefined : Date.parse(query.to),
  };
  return listPage(
    query,
    (page) => parts.store.events.list(world, filter, page),
    (row) => row.evt_id,
    view,
  );
}

function view(row: EventRow): z.infer<typeof loggedEvent> {
  return {
    event_id: row.event_id,
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

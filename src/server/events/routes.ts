import { z } from 'zod';
import {
  batchAnswer,
  batchInput,
  eventAnswer,
  eventDetails,
  eventInput,
  eventLog,
  eventLogQuery,
  eventQuery,
} from '../../contract/events.ts';
import { idSchema } from '../../contract/ids.ts';
import { LIMITS } from '../../contract/limits.ts';
import { getEvent } from './get.ts';
import { eventsOf } from './log.ts';
import { ingestBatch, mayPass } from './batch.ts';
import { ingest, track } from './ingest.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';
import { trackAnswer, trackInput } from '../../contract/widget.ts';
import { existingRow } from '../change/alive.ts';
import { onOwnSeat, viewerOf, stateFor } from '../state/subject.ts';
import { Refusal } from '../../contract/errors.ts';
import type { TokenCaller } from '../gate/caller.ts';

export function eventsRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/events',
      summary: 'Send an event; the answer says what it did. However often its event_id is sent, it has one effect.',
      allow: { secret: true },
      query: eventQuery,
      body: eventInput,
      answers: { 200: eventAnswer },
      respond: ({ caller, body, query, request_id }) => ingest(parts, caller.world, body, { ...query, request_id }),
    }),
    route({
      method: 'POST',
      path: '/events/batch',
      summary: 'Send up to 500 events. Each is answered by itself, in the order sent; a bad one fails alone.',
      allow: { secret: true },
      body: batchInput,
      answers: { 200: batchAnswer },
      bodyBytes: LIMITS.batchBytes,
      independentEntries: 'events',
      handler: async ({ caller, body, request_id }) => {
        const answer = await ingestBatch(parts, caller.world, body.events, { request_id });
        const isProvisional = answer.results.some(({ error }) => error !== undefined && mayPass(error.code));
        return { status: 200, body: answer, isProvisional };
      },
    }),
    route({
      method: 'GET',
      path: '/events',
      summary: 'The event log, newest first.',
      allow: { secret: true },
      query: eventLogQuery,
      answers: { 200: eventLog },
      respond: ({ caller, query }) => eventsOf(parts, caller.world, query),
    }),
    route({
      method: 'GET',
      path: '/events/:evt_id',
      summary: 'One event by our id: what each rule made of it, the ledger lines and deliveries that it caused.',
      allow: { secret: true },
      params: z.strictObject({ evt_id: idSchema('event') }),
      answers: { 200: eventDetails },
      respond: ({ caller, params }) => getEvent(parts, caller.world, params.evt_id),
    }),
    route({
      method: 'POST',
      path: '/widget/track',
      summary: 'Send an event of the token’s own buddy.',
      allow: { session: 'events:track' },
      body: trackInput,
      answers: { 200: trackAnswer },
      respond: async (call) => {
        const { caller, body } = call;
        refuseOtherTypes(caller, body.type);
        const { answer, row } = await onOwnSeat(parts, call, async (own) => {
          const { answer, buddy } = await track(parts, own.world, own.buddy_id, body, own);
          return { answer, row: buddy ?? (await existingRow(parts, own)) };
        });
        return { ...answer, ...(await stateFor(parts, row, viewerOf(call))) };
      },
    }),
  ];
}

function refuseOtherTypes({ event_types }: TokenCaller, type: string): void {
  if (event_types === null || event_types.includes(type)) return;
  throw new Refusal('missing_scope', `This session may send events of the types ${event_types.join(', ')} alone.`, {
    event_types,
  });
}

import type { FastifyRequest } from 'fastify';
import { widgetState } from '../../contract/buddy/state.ts';
import { subjectQuery } from '../../contract/widget.ts';
import { noSuchBuddy } from '../change/alive.ts';
import { createStateCache, type CurrentState } from './cache.ts';
import { streamState } from './stream.ts';
import type { Parts } from '../context.ts';
import { isNotModified } from './etag.ts';
import { route, type Answer, type RouteDefinition } from '../http/route.ts';
import { VIEWERS, viewerOf, subjectOf } from './subject.ts';

/** What a page shows of a buddy: once, or from now on. */
export function widgetRoutes(parts: Parts): RouteDefinition[] {
  const states = createStateCache(parts);
  return [
    route({
      method: 'GET',
      path: '/widget/state',
      summary: 'Everything that the widget shows. Answers 304 while it has not changed.',
      allow: VIEWERS,
      query: subjectQuery,
      answers: { 200: widgetState, 304: null },
      handler: async (call) => {
        const { caller, query, request } = call;
        const subject = await subjectOf(parts, caller, query);
        const state = await states.read(caller.world, subject, viewerOf(call));
        if (!state) throw noSuchBuddy(subject.buddy_id);
        return stateAnswer(state, request);
      },
    }),
    route({
      method: 'GET',
      path: '/widget/stream',
      summary: 'The state as server-sent events: at once, and again whenever it changes.',
      allow: VIEWERS,
      query: subjectQuery,
      answers: { 200: null },
      produces: 'text/event-stream',
      hijacks: true,
      handler: async (call) => {
        const { caller, query, request, reply } = call;
        const subject = await subjectOf(parts, caller, query);
        const viewer = viewerOf(call);
        if (!(await states.read(caller.world, subject, viewer))) throw noSuchBuddy(subject.buddy_id);
        const onEnd = parts.streams.enter({ buddy_id: subject.buddy_id, address: request.ip });
        reply.hijack();
        streamState(parts, {
          response: reply.raw,
          headers: reply.getHeaders(),
          buddy_id: subject.buddy_id,
          credentialId: caller.id,
          expires_at: caller.expires_at,
          lastEventId: request.headers['last-event-id']?.toString(),
          state: () => states.read(caller.world, subject, viewer),
          onEnd,
        });
      },
    }),
  ];
}

function stateAnswer({ etag, json }: CurrentState, { headers: asked }: FastifyRequest): Answer {
  const headers = { etag, 'cache-control': 'private, no-cache' };
  return isNotModified(asked['if-none-match'], etag) ? { status: 304, headers } : { status: 200, headers, body: json };
}

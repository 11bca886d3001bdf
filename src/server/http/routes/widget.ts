import { widgetState } from '../../../contract/state.ts';
import { subjectQuery } from '../../../contract/widget.ts';
import { noSuchBuddy } from '../../domain/change/alive.ts';
import { createStateCache } from '../../domain/state/cache.ts';
import { createStreamLimits } from '../../live/stream-limits.ts';
import { streamState } from '../../live/stream.ts';
import type { Parts } from '../../parts.ts';
import { route, type Allowed, type RouteDefinition } from '../route.ts';
import { readerOf, subjectOf } from '../subject.ts';

export const READERS = { publishable: 'read:buddies', session: 'read', embed: true } as const satisfies Allowed;

/** What a page shows of a buddy: once, or from now on. */
export function widgetRoutes(parts: Parts): RouteDefinition[] {
  const states = createStateCache(parts);
  const limits = createStreamLimits();
  return [
    route({
      method: 'GET',
      path: '/widget/state',
      summary: 'Everything that the widget shows. Answers 304 while it has not changed.',
      allow: READERS,
      query: subjectQuery,
      answers: { 200: widgetState, 304: null },
      handler: async ({ caller, query, base_url, request }) => {
        const subject = await subjectOf(parts, caller, query);
        const reader = readerOf(caller, base_url);
        const state =
          states.atHand(caller.world, subject, reader) ?? (await states.read(caller.world, subject, reader));
        if (!state) throw noSuchBuddy(subject);
        const headers = { etag: state.etag, 'cache-control': 'private, no-cache' };
        return request.headers['if-none-match'] === state.etag
          ? { status: 304, headers }
          : { status: 200, headers, body: state.json };
      },
    }),
    route({
      method: 'GET',
      path: '/widget/stream',
      summary: 'The state as server-sent events: at once, and again whenever it changes.',
      allow: READERS,
      query: subjectQuery,
      answers: { 200: null },
      produces: 'text/event-stream',
      hijacks: true,
      handler: async ({ caller, query, base_url, request, reply }) => {
        const subject = await subjectOf(parts, caller, query);
        const reader = readerOf(caller, base_url);
        if (!(await states.read(caller.world, subject, reader))) throw noSuchBuddy(subject);
        const onEnd = limits.enter(`${caller.id} ${subject}`);
        reply.hijack();
        streamState(parts, {
          response: reply.raw,
          headers: reply.getHeaders(),
          buddy_id: subject,
          credential_id: caller.id,
          expires_at: caller.kind === 'publishable' ? null : caller.expires_at,
          last_event_id: request.headers['last-event-id']?.toString(),
          state: () => states.read(caller.world, subject, reader),
          onEnd,
        });
      },
    }),
  ];
}

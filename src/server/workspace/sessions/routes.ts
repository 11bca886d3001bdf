import { z } from 'zod';
import { embedAnswer, embedInput, sessionAnswer, sessionInput } from '../../../contract/credentials.ts';
import { idSchema } from '../../../contract/ids.ts';
import { createEmbedToken, createSession, revokeSession } from './sessions.ts';
import type { Parts } from '../../context.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

export function tokenRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/widget-sessions',
      summary:
        'Open a widget session for one buddy, or for a user’s seat, egg or buddy: a token of an hour at most, which can be revoked.',
      allow: { secret: true },
      body: sessionInput,
      answers: { 201: sessionAnswer },
      write: ({ caller, body, request_id }) => createSession(parts, caller.world, body, request_id),
    }),
    route({
      method: 'DELETE',
      path: '/widget-sessions/:session_id',
      summary: 'Revoke a widget session. Its token stops working at once.',
      allow: { secret: true },
      params: z.strictObject({ session_id: idSchema('session') }),
      answers: { 204: null },
      write: ({ caller, params }) => revokeSession(parts, caller.world, params.session_id),
    }),
    route({
      method: 'POST',
      path: '/embed-tokens',
      summary: 'Sign a token that reads one buddy, or a user’s seat, for a day at most.',
      allow: { secret: true, publishable: 'write:embed-tokens' },
      body: embedInput,
      answers: { 201: embedAnswer },
      respond: ({ caller, body }) => createEmbedToken(parts, caller, body),
    }),
  ];
}

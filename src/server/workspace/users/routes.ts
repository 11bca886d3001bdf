import { z } from 'zod';
import { jsonObject, userId } from '../../../contract/common.ts';
import { userAnswer, userInput } from '../../../contract/events.ts';
import { eraseUser, exportUser, putUser } from './users.ts';
import type { Parts } from '../../context.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

const params = z.strictObject({ user_id: userId });

export function usersRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'PUT',
      path: '/users/:user_id',
      summary: 'Say in which time zone the user lives: streak days end at its midnight. Without one they end at UTC’s.',
      allow: { secret: true },
      params,
      body: userInput,
      answers: { 200: userAnswer },
      respond: ({ caller, params, body, request_id }) => putUser(parts, caller.world, params.user_id, body, request_id),
    }),
    route({
      method: 'DELETE',
      path: '/users/:user_id',
      summary: 'Erase everything held about the user. Ledger sums stay, and old events can never pay again.',
      allow: { secret: true },
      params,
      answers: { 204: null },
      write: ({ caller, params }) => eraseUser(parts, caller.world, params.user_id),
    }),
    route({
      method: 'GET',
      path: '/users/:user_id/export',
      summary: 'Everything held about the user.',
      allow: { secret: true },
      params,
      answers: { 200: jsonObject },
      respond: ({ caller, params }) => exportUser(parts, caller.world, params.user_id),
    }),
  ];
}

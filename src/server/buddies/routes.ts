import { z } from 'zod';
import { buddies, buddy, buddyPatch, buddyQuery } from '../../contract/buddy/buddies.ts';
import { migrateAnswer, migrateInput } from '../../contract/configuration/configuration.ts';
import { idSchema } from '../../contract/ids.ts';
import { acceptedOperation } from '../../contract/buddy/operations.ts';
import { archiveBuddy, getBuddy, listBuddies, renameBuddy, viewBuddy } from './buddies.ts';
import { evolve, rerender } from './evolve.ts';
import { migrate } from './migration/migrate.ts';
import type { Parts } from '../context.ts';
import { buddyCall } from '../change/alive.ts';
import { onOwnBuddy, viewerOf, stateFor } from '../state/subject.ts';
import { nameAnswer, nameInput } from '../../contract/widget.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ buddy_id: idSchema('buddy') });

export function buddiesRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/buddies',
      summary: 'Buddies, newest first.',
      allow: { secret: true },
      query: buddyQuery,
      answers: { 200: buddies },
      respond: (call) => listBuddies(parts, call.caller.world, call.query, call),
    }),
    route({
      method: 'GET',
      path: '/buddies/:buddy_id',
      summary: 'One buddy.',
      allow: { secret: true, publishable: 'read:buddies' },
      params,
      answers: { 200: buddy },
      respond: (call) => getBuddy(parts, call.caller.world, call.params.buddy_id, call),
    }),
    route({
      method: 'PATCH',
      path: '/buddies/:buddy_id',
      summary: 'Rename a buddy.',
      allow: { secret: true },
      params,
      body: buddyPatch,
      answers: { 200: buddy },
      respond: async (call) => viewBuddy(parts, await renameBuddy(parts, buddyCall(call), call.body), call),
    }),
    route({
      method: 'DELETE',
      path: '/buddies/:buddy_id',
      summary: 'Archive a buddy: from then on it is 404.',
      allow: { secret: true },
      params,
      answers: { 204: null },
      write: (call) => archiveBuddy(parts, buddyCall(call)),
    }),
    route({
      method: 'POST',
      path: '/buddies/:buddy_id/evolve',
      summary: 'Take the buddy to its next stage; 409 where the conditions do not hold.',
      allow: { secret: true },
      params,
      answers: { 202: acceptedOperation },
      write: (call) => evolve(parts, buddyCall(call)),
    }),
    route({
      method: 'POST',
      path: '/buddies/:buddy_id/appearance/rerender',
      summary: 'Draw the buddy’s picture again.',
      allow: { secret: true },
      params,
      answers: { 202: acceptedOperation },
      write: (call) => rerender(parts, buddyCall(call)),
    }),
    route({
      method: 'POST',
      path: '/buddies/migrate',
      summary:
        'Move one buddy, at once, or an audience or all, by an operation, to another configuration version. They keep their state.',
      allow: { secret: true },
      body: migrateInput,
      answers: { 200: migrateAnswer, 202: acceptedOperation },
      write: ({ caller: { world }, body, request_id }) => migrate(parts, world, body, request_id),
      answer: (body) => ({ status: 'operation_id' in body ? 202 : 200, body }),
    }),
    route({
      method: 'PATCH',
      path: '/widget/buddy',
      summary: 'Give the token’s own buddy another name.',
      allow: { session: 'buddy:rename' },
      body: nameInput,
      answers: { 200: nameAnswer },
      respond: async (call) => {
        const row = await onOwnBuddy(parts, call, (own) => renameBuddy(parts, own, call.body));
        return stateFor(parts, row, viewerOf(call));
      },
    }),
    route({
      method: 'POST',
      path: '/widget/appearance/rerender',
      summary: 'Draw the buddy’s picture again.',
      allow: { session: 'items:equip' },
      answers: { 202: acceptedOperation },
      write: (call) => onOwnBuddy(parts, call, (own) => rerender(parts, own)),
    }),
  ];
}

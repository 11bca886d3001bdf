import { z } from 'zod';
import { egg, eggInput, eggPatch, eggQuery, eggs } from '../../contract/buddy/eggs.ts';
import { idSchema } from '../../contract/ids.ts';
import { acceptedOperation } from '../../contract/buddy/operations.ts';
import { createEgg, existingEgg, listEggs, presentEgg, updateEgg } from './eggs.ts';
import { hatch, hatchOwn } from './hatch.ts';
import { hatchInput } from '../../contract/widget.ts';
import { onOwnSeat } from '../state/subject.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ egg_id: idSchema('egg') });

export function eggsRoutes(parts: Parts): RouteDefinition[] {
  const pictures = parts.catalog;
  return [
    route({
      method: 'POST',
      path: '/eggs',
      summary: 'Give a user an egg, or get the one there is with "ensure": true.',
      allow: { secret: true },
      body: eggInput,
      answers: { 200: egg, 201: egg },
      handler: async ({ caller, body, baseUrl }) => {
        const { row, is_new } = await createEgg(parts, caller.world, body);
        return { status: is_new ? 201 : 200, body: await presentEgg(pictures, row, baseUrl) };
      },
    }),
    route({
      method: 'GET',
      path: '/eggs',
      summary: 'Eggs, newest first.',
      allow: { secret: true },
      query: eggQuery,
      answers: { 200: eggs },
      respond: ({ caller, query, baseUrl }) => listEggs(parts, pictures, caller.world, query, baseUrl),
    }),
    route({
      method: 'GET',
      path: '/eggs/:egg_id',
      summary: 'One egg.',
      allow: { secret: true },
      params,
      answers: { 200: egg },
      respond: async ({ caller, params, baseUrl }) =>
        presentEgg(pictures, await existingEgg(parts, caller.world, params.egg_id), baseUrl),
    }),
    route({
      method: 'PATCH',
      path: '/eggs/:egg_id',
      summary: 'Say that the egg may hatch (ready), or that it never will (cancelled).',
      allow: { secret: true },
      params,
      body: eggPatch,
      answers: { 200: egg },
      respond: async ({ caller, params, body, baseUrl }) =>
        presentEgg(pictures, await updateEgg(parts, caller.world, params.egg_id, body), baseUrl),
    }),
    route({
      method: 'POST',
      path: '/eggs/:egg_id/hatch',
      summary: 'Hatch an egg that is ready. The buddy lives at once; the operation ends when its picture is there.',
      allow: { secret: true },
      params,
      answers: { 202: acceptedOperation },
      write: ({ caller, params, request_id }) => hatch(parts, caller.world, params.egg_id, { request_id }),
    }),
    route({
      method: 'POST',
      path: '/widget/hatch',
      summary: 'Hatch the egg in the token’s own seat, once it is ready.',
      allow: { session: 'buddy:hatch' },
      body: hatchInput,
      answers: { 202: acceptedOperation },
      write: (call) => onOwnSeat(parts, call, (own) => hatchOwn(parts, own, call.body)),
    }),
  ];
}

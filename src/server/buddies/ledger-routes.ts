import { z } from 'zod';
import { ledger, ledgerQuery } from '../../contract/buddy/buddies.ts';
import { idSchema } from '../../contract/ids.ts';
import { ledgerOf } from './buddies.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

export function ledgerRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/buddies/:buddy_id/ledger',
      summary: 'Every movement of the buddy’s coins and tokens, newest first.',
      allow: { secret: true },
      params: z.strictObject({ buddy_id: idSchema('buddy') }),
      query: ledgerQuery,
      answers: { 200: ledger },
      handler: async ({ caller, params, query }) => ({
        status: 200,
        body: await ledgerOf(parts, caller.world, params.buddy_id, query),
      }),
    }),
  ];
}

import { z } from 'zod';
import { idSchema } from '../../../contract/ids.ts';
import { operation, operationQuery } from '../../../contract/buddy/operations.ts';
import { presentOperation, waitForOperation } from './operations.ts';
import type { Parts } from '../../context.ts';
import { callerGone } from '../../http/caller-gone.ts';
import { ownSubject } from '../../state/subject.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

export function operationsRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/operations/:operation_id',
      summary: 'One operation: as soon as it ends, or as it stands when wait_ms is over.',
      allow: { secret: true, publishable: 'read:operations' },
      params: z.strictObject({ operation_id: idSchema('operation') }),
      query: operationQuery,
      answers: { 200: operation },
      respond: async ({ caller, params, query, baseUrl, reply }) => {
        const wait = { wait_ms: query.wait_ms, signal: callerGone(reply) };
        return presentOperation(await waitForOperation(parts, caller.world, params.operation_id, wait), baseUrl);
      },
    }),
    route({
      method: 'GET',
      path: '/widget/operations/:operation_id',
      summary: 'One operation of the token’s own buddy: as soon as it ends, or as it stands when wait_ms is over.',
      allow: { session: 'read', embed: true },
      params: z.strictObject({ operation_id: idSchema('operation') }),
      query: operationQuery,
      answers: { 200: operation },
      respond: async ({ caller, params, query, baseUrl, reply }) => {
        const wait = { wait_ms: query.wait_ms, of: ownSubject(caller), signal: callerGone(reply) };
        return presentOperation(await waitForOperation(parts, caller.world, params.operation_id, wait), baseUrl);
      },
    }),
  ];
}

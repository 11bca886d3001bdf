import { z } from 'zod';
import { key } from '../../contract/common.ts';
import { idSchema } from '../../contract/ids.ts';
import { leaderboardAnswer } from '../../contract/leaderboards.ts';
import { acceptedOperation, operation, operationQuery } from '../../contract/operations.ts';
import {
  equipmentAnswer,
  equipmentInput,
  marketplace,
  purchaseAnswer,
  purchaseInput,
  purchaseQuery,
  subjectQuery,
  trackAnswer,
  trackInput,
} from '../../contract/widget.ts';
import { createCatalogPictures } from '../pictures/catalog.ts';
import { existingBuddy } from '../change/alive.ts';
import { equip } from './equip.ts';
import { rerender } from '../buddies/evolve.ts';
import { track } from '../events/ingest.ts';
import { getOwnRank } from '../leaderboards/leaderboards.ts';
import { marketplaceOf, purchase } from './purchase.ts';
import { presentOperation, waitForOperation } from '../pictures/operations.ts';
import { stateOf } from '../state/of.ts';
import type { Parts } from '../context.ts';
import { ownBuddyCall } from '../buddies/call.ts';
import { callerGone } from '../http/caller-gone.ts';
import { route, type RouteDefinition } from '../http/route.ts';
import { readerOf, subjectOf } from '../state/subject.ts';
import { READERS } from '../state/routes.ts';

/** What a page does for its user, and the shop window. */
export function widgetActionsRoutes(parts: Parts): RouteDefinition[] {
  const pictures = createCatalogPictures(parts);
  return [
    route({
      method: 'POST',
      path: '/widget/track',
      summary: 'Send an event of the token’s own buddy.',
      allow: { session: 'events:track' },
      body: trackInput,
      answers: { 200: trackAnswer },
      handler: async ({ caller, body, request_id, idempotency, base_url }) => {
        const { world, buddy_id } = caller;
        const { answer, buddy } = await track(parts, world, buddy_id, body, { request_id, idempotency });
        const row = buddy ?? (await existingBuddy(parts, world, buddy_id));
        const state = await stateOf(parts, row, readerOf(caller, base_url));
        return { status: 200, body: { ...answer, state } };
      },
    }),
    route({
      method: 'GET',
      path: '/widget/marketplace',
      summary: 'The shop as the buddy sees it.',
      allow: READERS,
      query: subjectQuery,
      answers: { 200: marketplace },
      handler: async ({ caller, query, base_url }) => {
        const subject = await subjectOf(parts, caller, query);
        return { status: 200, body: { items: await marketplaceOf(parts, pictures, caller.world, subject, base_url) } };
      },
    }),
    route({
      method: 'POST',
      path: '/widget/marketplace/purchases',
      summary: 'Buy an item with the buddy’s own coins or tokens.',
      allow: { session: 'marketplace:purchase' },
      query: purchaseQuery,
      body: purchaseInput,
      requires_idempotency_key: true,
      answers: { 200: purchaseAnswer, 201: purchaseAnswer },
      handler: async (call) => {
        const { dry_run } = call.query;
        const bought = await purchase(parts, { ...ownBuddyCall(call), dry_run }, call.body.item_id);
        const state = await stateOf(parts, bought.buddy, readerOf(call.caller, call.base_url));
        return dry_run
          ? { status: 200, body: { ...bought.purchase, state, dry_run } }
          : { status: 201, body: { ...bought.purchase, state } };
      },
    }),
    route({
      method: 'PUT',
      path: '/widget/equipment',
      summary: 'Put items on and take others off, all or none.',
      allow: { session: 'items:equip' },
      body: equipmentInput,
      answers: { 200: equipmentAnswer },
      handler: async (call) => {
        const { equipped, operation_id, buddy } = await equip(parts, ownBuddyCall(call), call.body);
        const state = await stateOf(parts, buddy, readerOf(call.caller, call.base_url));
        return { status: 200, body: { equipped, operation_id, state } };
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
      handler: async ({ caller, params, query, base_url, reply }) => {
        const wait = { wait_ms: query.wait_ms, buddy_id: caller.buddy_id, signal: callerGone(reply) };
        const row = await waitForOperation(parts, caller.world, params.operation_id, wait);
        return { status: 200, body: presentOperation(row, base_url) };
      },
    }),
    route({
      method: 'POST',
      path: '/widget/appearance/rerender',
      summary: 'Draw the buddy’s picture again.',
      allow: { session: 'items:equip' },
      answers: { 202: acceptedOperation },
      handler: async (call) => ({ status: 202, body: await rerender(parts, ownBuddyCall(call)) }),
    }),
    route({
      method: 'GET',
      path: '/widget/leaderboards/:key',
      summary: 'The buddy’s own rank, and its neighbours.',
      allow: READERS,
      params: z.strictObject({ key }),
      query: subjectQuery,
      answers: { 200: leaderboardAnswer },
      handler: async ({ caller, params, query }) => {
        const subject = await subjectOf(parts, caller, query);
        return { status: 200, body: await getOwnRank(parts, caller.world, subject, params.key) };
      },
    }),
  ];
}

import { z } from 'zod';
import { idSchema } from '../../contract/ids.ts';
import {
  equipmentAnswer,
  equipmentInput,
  marketplace,
  purchaseAnswer,
  purchaseInput,
  purchaseQuery,
  subjectQuery,
} from '../../contract/widget.ts';
import { buddyCall, type BuddyCall } from '../change/alive.ts';
import type { Parts } from '../context.ts';
import { route, type Answer, type RouteDefinition } from '../http/route.ts';
import type { Viewer } from '../state/present.ts';
import { buddyOf, onOwnBuddy, VIEWERS, viewerOf, stateFor, subjectOf } from '../state/subject.ts';
import { equip } from './equip.ts';
import { marketplaceOf, purchase } from './purchase.ts';

const params = z.strictObject({ buddy_id: idSchema('buddy') });

/** Marketplace, purchases and equipment: by a page for its own buddy, by a server for any. */
export function shopRoutes(parts: Parts): RouteDefinition[] {
  async function buy(call: BuddyCall, item_id: string, viewer: Viewer): Promise<Answer> {
    const bought = await purchase(parts, call, item_id);
    const body = { ...bought.purchase, ...(await stateFor(parts, bought.buddy, viewer)) };
    return call.dry_run ? { status: 200, body: { ...body, dry_run: true } } : { status: 201, body };
  }

  async function wear(call: BuddyCall, input: z.output<typeof equipmentInput>, viewer: Viewer) {
    const { buddy, ...answer } = await equip(parts, call, input);
    return { ...answer, ...(await stateFor(parts, buddy, viewer)) };
  }

  const ofServer = ({ baseUrl, languages }: Omit<Viewer, 'scopes'>): Viewer => ({
    scopes: ['read'],
    baseUrl,
    languages,
  });

  return [
    route({
      method: 'GET',
      path: '/widget/marketplace',
      summary: 'The shop as the buddy sees it.',
      allow: VIEWERS,
      query: subjectQuery,
      answers: { 200: marketplace },
      respond: async (call) => {
        const { caller, query } = call;
        const buddy = await buddyOf(parts, caller.world, await subjectOf(parts, caller, query));
        return { items: await marketplaceOf(parts, buddy, call) };
      },
    }),
    route({
      method: 'POST',
      path: '/buddies/:buddy_id/purchases',
      summary: 'Buy an item for the buddy, with its own coins or tokens.',
      allow: { secret: true },
      params,
      query: purchaseQuery,
      body: purchaseInput,
      answers: { 200: purchaseAnswer, 201: purchaseAnswer },
      handler: (call) => buy({ ...buddyCall(call), ...call.query }, call.body.item_id, ofServer(call)),
    }),
    route({
      method: 'POST',
      path: '/widget/marketplace/purchases',
      summary: 'Buy an item with the buddy’s own coins or tokens.',
      allow: { session: 'marketplace:purchase' },
      query: purchaseQuery,
      body: purchaseInput,
      requiresIdempotencyKey: true,
      answers: { 200: purchaseAnswer, 201: purchaseAnswer },
      handler: (call) =>
        onOwnBuddy(parts, call, (own) => buy({ ...own, ...call.query }, call.body.item_id, viewerOf(call))),
    }),
    route({
      method: 'PUT',
      path: '/buddies/:buddy_id/equipment',
      summary: 'Put items on and take others off, all or none.',
      allow: { secret: true },
      params,
      body: equipmentInput,
      answers: { 200: equipmentAnswer },
      respond: (call) => wear(buddyCall(call), call.body, ofServer(call)),
    }),
    route({
      method: 'PUT',
      path: '/widget/equipment',
      summary: 'Put items on and take others off, all or none.',
      allow: { session: 'items:equip' },
      body: equipmentInput,
      answers: { 200: equipmentAnswer },
      respond: (call) => onOwnBuddy(parts, call, (own) => wear(own, call.body, viewerOf(call))),
    }),
  ];
}

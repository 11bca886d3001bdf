import { z } from 'zod';
import { badgeInput, buddy, coinsInput, skillsInput, tokensInput } from '../../contract/buddies.ts';
import { idSchema } from '../../contract/ids.ts';
import {
  equipmentAnswer,
  equipmentInput,
  purchaseAnswer,
  purchaseInput,
  purchaseQuery,
} from '../../contract/widget.ts';
import { viewBuddy } from './buddies.ts';
import type { BuddyCall } from '../change/alive.ts';
import { equip } from '../shop/equip.ts';
import { awardBadge, grantCoins, grantTokens, setSkills, spendCoins, spendTokens } from './grant.ts';
import { purchase } from '../shop/purchase.ts';
import { stateOf } from '../state/of.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';
import { buddyCall } from './call.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ buddy_id: idSchema('buddy') });

/** What a customer's server does to a buddy's purse, shelf and wardrobe. */
export function buddyEconomyRoutes(parts: Parts): RouteDefinition[] {
  /** An administrative write: it answers the buddy as it left it. */
  const write = <B extends z.ZodType>(
    method: 'POST' | 'PATCH',
    path: string,
    summary: string,
    body: B,
    apply: (parts: Parts, call: BuddyCall, input: z.output<B>) => Promise<BuddyRow>,
  ) =>
    route({
      method,
      path: `/buddies/:buddy_id/${path}`,
      summary,
      allow: { secret: true },
      params,
      body,
      answers: { 200: buddy },
      handler: async (call) => ({
        status: 200,
        body: await viewBuddy(parts, await apply(parts, buddyCall(call), call.body), call.base_url),
      }),
    });

  return [
    write('POST', 'coins', 'Grant coins.', coinsInput, grantCoins),
    write('POST', 'coins/spend', 'Spend coins.', coinsInput, spendCoins),
    write('POST', 'tokens', 'Grant tokens, up to the most that may be held.', tokensInput, grantTokens),
    write('POST', 'tokens/spend', 'Spend tokens of a primary tier.', tokensInput, spendTokens),
    write('POST', 'badges', 'Award a badge.', badgeInput, awardBadge),
    write('PATCH', 'skills', 'Set skills to these values.', skillsInput, setSkills),
    route({
      method: 'POST',
      path: '/buddies/:buddy_id/purchases',
      summary: 'Buy an item for the buddy, with its own coins or tokens.',
      allow: { secret: true },
      params,
      query: purchaseQuery,
      body: purchaseInput,
      answers: { 200: purchaseAnswer, 201: purchaseAnswer },
      handler: async (call) => {
        const { dry_run } = call.query;
        const bought = await purchase(parts, { ...buddyCall(call), dry_run }, call.body.item_id);
        const state = await stateOf(parts, bought.buddy, { scopes: ['read'], base_url: call.base_url });
        return dry_run
          ? { status: 200, body: { ...bought.purchase, state, dry_run } }
          : { status: 201, body: { ...bought.purchase, state } };
      },
    }),
    route({
      method: 'PUT',
      path: '/buddies/:buddy_id/equipment',
      summary: 'Put items on and take others off, all or none.',
      allow: { secret: true },
      params,
      body: equipmentInput,
      answers: { 200: equipmentAnswer },
      handler: async (call) => {
        const { equipped, operation_id, buddy } = await equip(parts, buddyCall(call), call.body);
        const state = await stateOf(parts, buddy, { scopes: ['read'], base_url: call.base_url });
        return { status: 200, body: { equipped, operation_id, state } };
      },
    }),
  ];
}

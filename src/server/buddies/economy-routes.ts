import { z } from 'zod';
import {
  badgeInput,
  buddy,
  coinsInput,
  ledger,
  ledgerQuery,
  skillsInput,
  tokensInput,
} from '../../contract/buddy/buddies.ts';
import { idSchema } from '../../contract/ids.ts';
import { ledgerOf, viewBuddy } from './buddies.ts';
import { buddyCall, type BuddyCall } from '../change/alive.ts';
import { awardBadge, grantCoins, grantTokens, setSkills, spendCoins, spendTokens } from './grant.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ buddy_id: idSchema('buddy') });

/** What a customer's server grants a buddy, and takes from it; and the ledger of that. */
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
      respond: async (call) => viewBuddy(parts, await apply(parts, buddyCall(call), call.body), call),
    });

  return [
    write('POST', 'coins', 'Grant coins.', coinsInput, grantCoins),
    write('POST', 'coins/spend', 'Spend coins.', coinsInput, spendCoins),
    write('POST', 'tokens', 'Grant tokens, up to the most that may be held.', tokensInput, grantTokens),
    write('POST', 'tokens/spend', 'Spend tokens of a primary tier.', tokensInput, spendTokens),
    write('POST', 'badges', 'Award a badge.', badgeInput, awardBadge),
    write('PATCH', 'skills', 'Set skills to these values.', skillsInput, setSkills),
    route({
      method: 'GET',
      path: '/buddies/:buddy_id/ledger',
      summary: 'Every movement of the buddy’s coins and tokens, newest first.',
      allow: { secret: true },
      params,
      query: ledgerQuery,
      answers: { 200: ledger },
      respond: ({ caller, params, query }) => ledgerOf(parts, caller.world, params.buddy_id, query),
    }),
  ];
}

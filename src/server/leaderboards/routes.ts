import { z } from 'zod';
import { key } from '../../contract/common.ts';
import { leaderboardAnswer, leaderboardQuery } from '../../contract/configuration/leaderboards.ts';
import { getLeaderboard, getOwnRank } from './leaderboards.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';
import { subjectQuery } from '../../contract/widget.ts';
import { buddyOf, VIEWERS, subjectOf } from '../state/subject.ts';

export function leaderboardsRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/leaderboards/:key',
      summary: 'The top of a leaderboard’s window, or the neighbourhood of one buddy.',
      allow: { secret: true },
      params: z.strictObject({ key }),
      query: leaderboardQuery,
      answers: { 200: leaderboardAnswer },
      respond: ({ caller, params, query }) => getLeaderboard(parts, caller.world, params.key, query),
    }),
    route({
      method: 'GET',
      path: '/widget/leaderboards/:key',
      summary: 'The buddy’s own rank, and its neighbours.',
      allow: VIEWERS,
      params: z.strictObject({ key }),
      query: subjectQuery,
      answers: { 200: leaderboardAnswer },
      respond: async ({ caller, params, query }) => {
        const buddy = await buddyOf(parts, caller.world, await subjectOf(parts, caller, query));
        return getOwnRank(parts, buddy, params.key);
      },
    }),
  ];
}

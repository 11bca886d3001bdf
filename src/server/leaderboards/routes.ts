import { z } from 'zod';
import { key } from '../../contract/common.ts';
import { leaderboardAnswer, leaderboardQuery } from '../../contract/leaderboards.ts';
import { getLeaderboard } from './leaderboards.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

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
      handler: async ({ caller, params, query }) => ({
        status: 200,
        body: await getLeaderboard(parts, caller.world, params.key, query),
      }),
    }),
  ];
}

import { z } from 'zod';
import { time } from '../common.ts';
import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';

export const WINDOWS = ['daily', 'weekly', 'monthly', 'all_time'] as const;

export const leaderboardQuery = z.strictObject({
  limit: z.int().min(1).max(LIMITS.page).optional(),
  /** Answer the neighbours of this buddy instead of the top. */
  around: idSchema('buddy').optional(),
});
export const leaderboardEntry = z.object({
  rank: z.int(),
  buddy_id: idSchema('buddy'),
  name: z.string(),
  value: z.number(),
});
export const leaderboardAnswer = z.object({
  leaderboard: z.string(),
  entries: z.array(leaderboardEntry),
  window: z.object({ kind: z.enum(WINDOWS), from: time.nullable(), to: time.nullable() }),
  /** The last closed window's snapshot; null before the first closes. */
  snapshot_id: idSchema('snapshot').nullable(),
});
export type LeaderboardAnswer = z.infer<typeof leaderboardAnswer>;

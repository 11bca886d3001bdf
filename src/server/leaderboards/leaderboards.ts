import type { z } from 'zod';
import type { LeaderboardAnswer, leaderboardQuery } from '../../contract/configuration/leaderboards.ts';
import type { LeaderboardDefinition } from '../../contract/configuration/configuration.ts';
import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, World } from '../store/rows.ts';
import { existingBuddy } from '../change/alive.ts';
import { rfc3339, rfc3339OrNull } from '../http/times.ts';
import { windowEnd, windowStart } from '../../engine/index.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock'>;

/** Neighbours on each side. */
const SPAN = 5;

/** The window that is open now: its top, or the neighbourhood of one buddy. */
export async function getLeaderboard(
  parts: Parts,
  world: World,
  key: string,
  { limit = LIMITS.defaultPage, around }: z.output<typeof leaderboardQuery>,
): Promise<LeaderboardAnswer> {
  const published = await parts.configs.published(world);
  const board = boardOf(published?.compiled.config.leaderboards, key);
  const answer = await answerOf(parts, world, board, { limit, around });
  // A buddy with an entry exists; only one without is looked up.
  if (around !== undefined && answer.entries.length === 0) await existingBuddy(parts, world, around);
  return answer;
}

/** The buddy's own rank and its neighbours, on a leaderboard of its own configuration. */
export async function getOwnRank(parts: Parts, buddy: BuddyRow, key: string): Promise<LeaderboardAnswer> {
  const { compiled } = await parts.configs.get(buddy.config_version_id!);
  const shown = { limit: 2 * SPAN + 1, around: buddy.buddy_id };
  return answerOf(parts, buddy, boardOf(compiled.config.leaderboards, key), shown);
}

async function answerOf(
  { store, clock }: Parts,
  world: World,
  board: LeaderboardDefinition,
  { limit, around }: { limit: number; around: string | undefined },
): Promise<LeaderboardAnswer> {
  const from = windowStart(board.window, clock());
  const [entries, snapshot] = await Promise.all([
    around === undefined
      ? store.leaderboards.top(world, board.key, from, limit)
      : store.leaderboards.around(world, board.key, from, around, Math.min(SPAN, limit >> 1)),
    store.leaderboards.latestSnapshot(world, board.key),
  ]);
  return {
    leaderboard: board.key,
    entries,
    window: {
      kind: board.window,
      from: board.window === 'all_time' ? null : rfc3339(from),
      to: rfc3339OrNull(windowEnd(board.window, from)),
    },
    snapshot_id: snapshot?.snapshot_id ?? null,
  };
}

function boardOf(boards: LeaderboardDefinition[] | undefined, key: string): LeaderboardDefinition {
  const board = boards?.find((one) => one.key === key);
  if (!board) throw new Refusal('resource_not_found', `There is no leaderboard "${key}" in the configuration.`);
  return board;
}

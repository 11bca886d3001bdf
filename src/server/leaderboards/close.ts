import type { LeaderboardDefinition } from '../../contract/configuration/configuration.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Millis } from '../../engine/index.ts';
import { deliveriesOwed } from '../change/deliveries.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { rfc3339 } from '../http/times.ts';
import { windowEnd, windowStart } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { EndpointRow, World } from '../store/rows.ts';
import { jobRequestId } from '../jobs/request-id.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'clock' | 'random'>;

/** Events of a window's last minutes may still arrive. */
const GRACE_MS = 5 * 60_000;

/** Stores one snapshot of every window that has passed, with its deliveries. Answers how many. */
export async function closeLeaderboards(parts: Parts, now: Millis = parts.clock()): Promise<number> {
  let closed = 0;
  for (const world of await parts.store.leaderboards.worlds()) {
    for (const board of await boardsOf(parts, world)) {
      if (board.window === 'all_time') continue;
      const before = windowStart(board.window, now - GRACE_MS);
      for (const start of await parts.store.leaderboards.unclosed(world, board.key, before)) {
        if (await closeWindow(parts, world, board, start, now)) closed++;
      }
    }
  }
  return closed;
}

/** Cached by the published version: earlier versions never change. */
const gathered = new WeakMap<LoadedConfig, LeaderboardDefinition[]>();

/** The boards of all versions: buddies of older versions still score on theirs, and a removed board has a last window. */
async function boardsOf({ configs, store }: Parts, world: World): Promise<LeaderboardDefinition[]> {
  const published = await configs.published(world);
  if (!published) return [];
  const boards = gathered.get(published) ?? (await store.leaderboards.definitions(world));
  gathered.set(published, boards);
  return boards;
}

async function closeWindow(
  parts: Parts,
  world: World,
  board: LeaderboardDefinition,
  window_start: Millis,
  now: Millis,
): Promise<boolean> {
  const { customer_id, mode } = world;
  const snapshot_id = parts.ids('snapshot');
  const window_end = windowEnd(board.window, window_start)!;
  const entries = await parts.store.leaderboards.top(world, board.key, window_start, LIMITS.page);
  const row = { customer_id, mode, snapshot_id, leaderboard: board.key, window_start, window_end, entries };
  const window = { from: rfc3339(window_start), to: rfc3339(window_end) };
  const deliveries = deliveriesOwed(
    parts,
    await allEndpoints(parts, world),
    [{ event: 'leaderboard.snapshot.ready', data: { leaderboard_id: board.key, snapshot_id, window } }],
    {
      world,
      buddy_id: null,
      request_id: jobRequestId(parts, 'leaderboards'),
      sequence: null,
      isSwept: true,
      now,
    },
  );
  return parts.store.leaderboards.close({ ...row, created_at: now }, deliveries);
}

function allEndpoints({ store }: Parts, world: World): Promise<EndpointRow[]> {
  return store.endpoints.list(world, { limit: LIMITS.webhook_endpoints });
}

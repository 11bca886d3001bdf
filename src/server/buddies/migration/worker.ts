import { nextTurn } from '../../turns.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Parts as AllParts } from '../../context.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { BuddyMoveRow, BuddyRow } from '../../store/rows.ts';
import { migrateOne } from './migrate.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'clock' | 'log'>;

/** After that long another process takes over from one that has died. */
const LEASE_MS = 10_000;

/** Moves the buddies that are to be moved, a batch at a time, until none is left or `isStopped`. Answers how many. */
export async function moveDue(parts: Parts, isStopped: () => boolean = () => false): Promise<number> {
  let moved = 0;
  while (!isStopped()) {
    const now = parts.clock();
    const move = await parts.store.buddyMoves.claim(now, now + LEASE_MS);
    if (!move) return moved;
    moved += await moveAll(parts, move, isStopped);
  }
  return moved;
}

async function moveAll(parts: Parts, claimed: BuddyMoveRow, isStopped: () => boolean): Promise<number> {
  const { buddyMoves, buddies } = parts.store;
  await parts.configs.get(claimed.to_config_version_id);
  const moved = { count: 0 };
  let move = claimed;
  while (!isStopped()) {
    const filter = { audience: move.audience ?? undefined };
    const after = move.last_buddy_id ?? undefined;
    // Newest first: a buddy that hatches meanwhile has the published configuration, and is not among them.
    const batch = await buddies.list(move, filter, { limit: LIMITS.page, after });
    const failed = await moveBatch(parts, move, batch);
    const leased_until = parts.clock() + LEASE_MS;
    const last_buddy_id = batch.at(-1)?.buddy_id ?? move.last_buddy_id ?? '';
    const holds = await buddyMoves.advance(move, { done: batch.length, failed, last_buddy_id }, leased_until);
    // It took too long, and another process has taken over: it goes on where this one wrote last.
    if (!holds) return moved.count;
    moved.count += batch.length;
    move = { ...move, leased_until, last_buddy_id };
    if (batch.length < LIMITS.page) {
      await buddyMoves.finish(move, parts.clock());
      return moved.count;
    }
    // SQLite answers in the same turn; calls have theirs in between.
    await nextTurn();
  }
  await buddyMoves.release(move);
  return moved.count;
}

/** Together, so that they share a commit. One that fails does not stop the others. Answers how many failed. */
async function moveBatch(parts: Parts, move: BuddyMoveRow, batch: readonly BuddyRow[]): Promise<number> {
  const { to_config_version_id: to, request_id } = move;
  const failed = await Promise.all(
    batch.map((row) =>
      migrateOne(parts, row, to, request_id).then(
        () => 0,
        (error: unknown) => {
          if (error instanceof StoreUnavailable) throw error;
          parts.log.error({ err: error, buddy_id: row.buddy_id, request_id }, 'A buddy could not be migrated');
          return 1;
        },
      ),
    ),
  );
  return failed.reduce<number>((sum, one) => sum + one, 0);
}

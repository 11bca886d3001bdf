import { ID_PREFIX } from '../../contract/ids.ts';
import { nextWakeAt, readyBadges, type CompiledConfig, type Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import { orderDrawing } from '../change/operations.ts';
import { scoresOf } from '../change/scores.ts';
import type { Change, Snapshot } from '../store/command.ts';
import type { BuddyRow, DeliveryRow, EggRow, ReplayUnderWay, ScoreRow } from '../store/rows.ts';
import { replay } from './replay.ts';

/** Events that one transaction replays: on SQLite it blocks the event loop. */
export const EVENTS_AT_ONCE = 100;

/** Held deliveries are sent after that long even where the hatching is still not complete. */
const HOLD_MS: Millis = 3600_000;

/** Where a step begins: the buddy with what has been replayed so far. */
export interface Begun {
  egg: EggRow;
  buddy: BuddyRow;
  request_id: string;
}

type Rows = Omit<Change<unknown>, 'answer'>;

export interface HatchStep {
  rows: Rows;
  /** `events`: more events wait. `deliveries`: the buddy is alive, and deliveries have to be released. `nothing`: done. */
  left: 'events' | 'deliveries' | 'nothing';
}

/** An egg's operation carries the egg's own suffix, so that a retry finds it. */
export const operationOf = (egg_id: string): string => ID_PREFIX.operation + egg_id.slice(ID_PREFIX.egg.length);

/**
 * Replays the next events. The buddy is not visible before the last: until then its row is unhatched and keeps the state so
 * far, and its scores and deliveries are held back.
 */
export function hatchStep(
  parts: Pick<Parts, 'ids'>,
  snapshot: Snapshot,
  begun: Begun,
  config: CompiledConfig,
): HatchStep {
  const { now, unclaimedEvents } = snapshot;
  const { egg, request_id } = begun;
  const before = { ...begun.buddy, status: 'alive' as const };
  const { state, rows } = replay(parts, { ...snapshot, buddy: before }, config, { now, request_id });
  const replayed = { ...begun, buddy: { ...before, state, updated_at: now } };
  const isLast = unclaimedEvents.length < EVENTS_AT_ONCE;
  if (isLast && !egg.replay) return { rows: hatchedRows(parts, snapshot, replayed, config, rows), left: 'nothing' };

  const scores = addedScores(egg.replay?.scores ?? [], rows.scores);
  const held_until = egg.replay?.held_until ?? now + HOLD_MS;
  const held = { ...rows, deliveries: rows.deliveries.map((row) => heldBack(row, held_until)) };
  if (!isLast) {
    const unfinished = unfinishedRows(parts, snapshot, replayed, { held_until, scores });
    return { rows: { ...held, scores: [], ...unfinished }, left: 'events' };
  }
  const hatched = hatchedRows(parts, snapshot, replayed, config, {
    ...held,
    scores: scoreRows(replayed.buddy, scores),
  });
  return { rows: { ...hatched, egg: { ...hatched.egg!, replay: { held_until, scores: [] } } }, left: 'deliveries' };
}

/** The rows between two steps. The operation is leased, so that no worker carries it out yet. */
function unfinishedRows(
  parts: Pick<Parts, 'ids'>,
  { now, openOperations }: Snapshot,
  { egg, buddy, request_id }: Begun,
  underWay: ReplayUnderWay,
): Rows {
  const { operation } = orderDrawing(parts, buddy, orderOf(egg), { request_id, now });
  return {
    buddy: { ...buddy, status: 'unhatched' },
    egg: { ...egg, status: 'hatching', replay: underWay, updated_at: now },
    ...(openOperations.length === 0 && {
      operations: [{ ...operation, status: 'running', leased_until: underWay.held_until }],
    }),
  };
}

function hatchedRows(
  parts: Pick<Parts, 'ids'>,
  { now, openOperations }: Snapshot,
  { egg, buddy: { state, ...row }, request_id }: Begun,
  config: CompiledConfig,
  rows: Rows & { scores: ScoreRow[] },
): Rows {
  const alive = {
    ...row,
    state,
    badge_ready: readyBadges(state, config).length > 0,
    wake_at: nextWakeAt(state, config, now),
    created_at: now,
  };
  const { buddy, operation } = orderDrawing(parts, alive, orderOf(egg), { request_id, now });
  const standing = scoresOf(buddy, { before: state, after: state, config, at: now, now }, true);
  return {
    ...rows,
    buddy,
    // A buddy with a value of 0 is not on the leaderboard.
    scores: [...rows.scores, ...standing.filter(({ value }) => value !== 0)],
    egg: { ...egg, status: 'hatching', buddy_id: buddy.buddy_id, updated_at: now },
    operations: [{ ...operation, created_at: openOperations[0]?.created_at ?? now }],
  };
}

const orderOf = ({ egg_id }: EggRow) => ({
  type: 'hatch' as const,
  input: { egg_id },
  operation_id: operationOf(egg_id),
});

/** Deliveries of causes are not held back: they are not about this buddy alone. */
function heldBack(row: DeliveryRow, held_until: Millis): DeliveryRow {
  return row.status === 'pending' && row.buddy_id !== null ? { ...row, next_attempt_at: held_until } : row;
}

const ALL_TIME = 0;

/** Of a window the sum, of all time the last value. */
function addedScores(earlier: ReplayUnderWay['scores'], rows: readonly ScoreRow[]): ReplayUnderWay['scores'] {
  const all = new Map(earlier.map(([board, start, value]) => [`${board} ${start}`, [board, start, value] as const]));
  for (const { leaderboard, window_start, value } of rows) {
    const key = `${leaderboard} ${window_start}`;
    const before = window_start === ALL_TIME ? 0 : (all.get(key)?.[2] ?? 0);
    all.set(key, [leaderboard, window_start, before + value]);
  }
  return [...all.values()].map(([...score]) => score);
}

function scoreRows({ customer_id, mode, buddy_id }: BuddyRow, scores: ReplayUnderWay['scores']): ScoreRow[] {
  return scores.map(([leaderboard, window_start, value]) => ({
    customer_id,
    mode,
    leaderboard,
    window_start,
    buddy_id,
    value,
  }));
}

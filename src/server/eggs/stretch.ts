import { ID_PREFIX } from '../../contract/ids.ts';
import { nextWakeAt, readyBadges, type CompiledConfig, type Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import { orderDrawing } from '../change/operations.ts';
import { scoresOf } from '../change/scores.ts';
import type { Change, Snapshot } from '../store/command.ts';
import type { BuddyRow, DeliveryRow, EggRow, ReplayUnderWay, ScoreRow } from '../store/rows.ts';
import { replay } from './replay.ts';

/** One transaction takes so many events: while it is made, SQLite answers nobody. */
export const EVENTS_AT_ONCE = 100;

/** What something keeps from its end tells its webhooks all the same after that long. */
const HOLD_MS: Millis = 3600_000;

/** Where a stretch begins: what the buddy has become so far. */
export interface Begun {
  egg: EggRow;
  buddy: BuddyRow;
  request_id: string;
}

type Rows = Omit<Change<unknown>, 'answer'>;

export interface Stretch {
  rows: Rows;
  /** `events`: there are more. `deliveries`: it is born, and what was kept back may leave. `nothing`: it is born. */
  left: 'events' | 'deliveries' | 'nothing';
}

/** An egg's operation carries the egg's own suffix, so that a retry finds it. */
export const operationOf = (egg_id: string): string => ID_PREFIX.operation + egg_id.slice(ID_PREFIX.egg.length);

/**
 * Lives through the next events. Nobody sees the buddy before it has lived through the last: its row stays unhatched and
 * keeps what it has become, and what leaderboards and webhooks are to hear of it is kept back.
 */
export function stretch(parts: Pick<Parts, 'ids'>, snapshot: Snapshot, begun: Begun, config: CompiledConfig): Stretch {
  const { now, unclaimedEvents } = snapshot;
  const { egg, request_id } = begun;
  const before = { ...begun.buddy, status: 'alive' as const };
  const { state, rows } = replay(parts, { ...snapshot, buddy: before }, config, { now, request_id });
  const lived = { ...begun, buddy: { ...before, state, updated_at: now } };
  const isLast = unclaimedEvents.length < EVENTS_AT_ONCE;
  if (isLast && !egg.replay) return { rows: birth(parts, snapshot, lived, config, rows), left: 'nothing' };

  const scores = gathered(egg.replay?.scores ?? [], rows.scores);
  const held_until = egg.replay?.held_until ?? now + HOLD_MS;
  const kept = { ...rows, deliveries: rows.deliveries.map((row) => keptBack(row, held_until)) };
  if (!isLast) {
    const left = between(parts, snapshot, lived, { held_until, scores });
    return { rows: { ...kept, scores: [], ...left }, left: 'events' };
  }
  const born = birth(parts, snapshot, lived, config, { ...kept, scores: scoreRows(lived.buddy, scores) });
  return { rows: { ...born, egg: { ...born.egg!, replay: { held_until, scores: [] } } }, left: 'deliveries' };
}

/** What there is of it between two stretches. Its operation is nobody's to carry out yet. */
function between(
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

function birth(
  parts: Pick<Parts, 'ids'>,
  { now, openOperations }: Snapshot,
  { egg, buddy: { state, ...row }, request_id }: Begun,
  config: CompiledConfig,
  rows: Rows & { scores: ScoreRow[] },
): Rows {
  const grown = {
    ...row,
    state,
    badge_ready: readyBadges(state, config).length > 0,
    wake_at: nextWakeAt(state, config, now),
    created_at: now,
  };
  const { buddy, operation } = orderDrawing(parts, grown, orderOf(egg), { request_id, now });
  const standing = scoresOf(buddy, { before: state, after: state, config, at: now, now }, true);
  return {
    ...rows,
    buddy,
    // Who has nothing yet is on no leaderboard.
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

/** Of causes nothing is kept back: many have gathered for them. */
function keptBack(row: DeliveryRow, held_until: Millis): DeliveryRow {
  return row.status === 'pending' && row.buddy_id !== null ? { ...row, next_attempt_at: held_until } : row;
}

const ALL_TIME = 0;

/** Of a window the sum, of all time the last. */
function gathered(earlier: ReplayUnderWay['scores'], rows: readonly ScoreRow[]): ReplayUnderWay['scores'] {
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

import { integer, json, table, text, time, world, type RowOf } from './table.ts';

/** A buddy's value on a leaderboard in one window; `window_start` is 0 for all time. */
export const SCORES = table('scores', ['customer_id', 'mode', 'leaderboard', 'window_start', 'buddy_id'], {
  ...world,
  leaderboard: text(),
  window_start: time(),
  buddy_id: text(),
  value: integer(),
});
export type ScoreRow = RowOf<typeof SCORES>;

export const SNAPSHOTS = table('snapshots', ['snapshot_id'], {
  snapshot_id: text(),
  ...world,
  leaderboard: text(),
  window_start: time(),
  window_end: time(),
  entries: json<{ rank: number; buddy_id: string; name: string; value: number }[]>(),
  created_at: time(),
});
export type SnapshotRow = RowOf<typeof SNAPSHOTS>;

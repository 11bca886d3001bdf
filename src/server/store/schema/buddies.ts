import type { Species, Mood } from '../../../contract/buddy/art.ts';
import type { EggStatus } from '../../../contract/buddy/eggs.ts';
import type { OperationStatus } from '../../../contract/buddy/operations.ts';
import type { BuddyState, Millis } from '../../../engine/types.ts';
import { boolean, integer, json, orNull, seat, table, text, time, world, type RowOf } from './table.ts';

/** A hatching that has replayed some of the events that waited for it, and not yet all. */
export interface ReplayUnderWay {
  /** Scores that are written once the buddy is alive. */
  scores: [leaderboard: string, window_start: Millis, value: number][];
  /** `next_attempt_at` of the hatching's deliveries, which are held back until the buddy is alive. */
  held_until: Millis;
}

/** `unhatched`: events have been seen (or an egg waits) for a seat that has no buddy yet. */
type BuddyStatus = 'unhatched' | 'alive' | 'archived';

export const BUDDIES = table('buddies', ['buddy_id'], {
  buddy_id: text(),
  ...world,
  ...seat,
  status: text<BuddyStatus>(),
  name: text(),
  species: text(),
  /** Grows by one with every change; 0 before the first. */
  version: integer(),
  config_version_id: orNull(text()),
  /** What it hatched from; of an unhatched seat, its egg. */
  egg_id: orNull(text()),
  state: json<BuddyState>(),
  picture_hash: orNull(text()),
  /** The hash of each of its parts, as JSON; null where it was drawn before there were parts. */
  picture_parts: orNull(text()),
  picture_alt: text(),
  picture_mood: text<Mood>(),
  appearance_status: text<'ready' | 'pending' | 'failed'>(),
  appearance_error: orNull(text()),
  /** A badge awaits review. */
  badge_ready: boolean(),
  /** When time alone changes the buddy next (a streak burns, the mood changes); null: never. */
  wake_at: orNull(time()),
  created_at: time(),
  updated_at: time(),
});
export type BuddyRow = RowOf<typeof BUDDIES>;

export const EGGS = table('eggs', ['egg_id'], {
  egg_id: text(),
  ...world,
  ...seat,
  status: text<EggStatus>(),
  species: text<Species | string>(),
  buddy_id: orNull(text()),
  config_version_id: text(),
  /** How many events have warmed it. */
  warmth: integer(),
  metadata: json<Record<string, unknown>>(),
  /** Null: one transaction replays all of its events, or hatching has not begun, or nothing is held back any more. */
  replay: orNull(json<ReplayUnderWay>()),
  created_at: time(),
  updated_at: time(),
});
export type EggRow = RowOf<typeof EGGS>;

/** A migration of many buddies to another configuration version. */
export const BUDDY_MOVES = table('buddy_moves', ['operation_id'], {
  operation_id: text(),
  ...world,
  to_config_version_id: text(),
  /** Null: all. */
  audience: orNull(text()),
  status: text<OperationStatus>(),
  total: integer(),
  done: integer(),
  /** How many of those that are done could not be moved. */
  failed: integer(),
  /** The last buddy that was processed: a worker goes on after it. */
  last_buddy_id: orNull(text()),
  request_id: text(),
  leased_until: orNull(time()),
  created_at: time(),
  completed_at: orNull(time()),
});
export type BuddyMoveRow = RowOf<typeof BUDDY_MOVES>;

export const COUNTERS = table('counters', ['key', 'scope'], {
  /** A buddy's id, or customer and mode. */
  scope: text(),
  key: text(),
  value: integer(),
  /** Null: for ever. */
  kept_until: orNull(time()),
});
export type CounterRow = RowOf<typeof COUNTERS>;

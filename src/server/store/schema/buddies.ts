import type { Species, Mood } from '../../../contract/buddy/art.ts';
import type { EggStatus } from '../../../contract/buddy/eggs.ts';
import type { OperationStatus } from '../../../contract/buddy/operations.ts';
import type { BuddyState, Millis } from '../../../engine/types.ts';
import { boolean, integer, json, orNull, seat, table, text, time, world, type RowOf } from './table.ts';

/** A hatching that has lived through a part of the events that wait for it. */
export interface ReplayUnderWay {
  /** What its leaderboards are told once it is born. */
  scores: [leaderboard: string, window_start: Millis, value: number][];
  /** The time of what it owes to webhooks: that is kept back until it is born. */
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
  /** When something happens to the buddy by itself (a streak burns, the mood changes); null: nothing will. */
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
  /** Null: it hatches in one go, has not begun, or has told all. */
  replay: orNull(json<ReplayUnderWay>()),
  created_at: time(),
  updated_at: time(),
});
export type EggRow = RowOf<typeof EGGS>;

/** Many buddies on their way to another version. */
export const BUDDY_MOVES = table('buddy_moves', ['operation_id'], {
  operation_id: text(),
  ...world,
  to_config_version_id: text(),
  /** Null: all. */
  audience: orNull(text()),
  status: text<OperationStatus>(),
  total: integer(),
  done: integer(),
  /** Of those that are done: that could not be moved. */
  failed: integer(),
  /** Where a worker goes on: the last that was looked at. */
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

import type { Mood } from '../../contract/buddy/art.ts';
import type { EggStatus } from '../../contract/buddy/eggs.ts';
import type { Effects } from '../../contract/events.ts';
import type { Operation } from '../../contract/buddy/operations.ts';
import type { BuddyImage } from '../../contract/buddy/state.ts';
import type { BuddyState, CounterKey, Counters, EngineEvent } from '../../engine/index.ts';

/** All that is kept, in memory: one user's seat, and what happened in it. */
export interface SeatRecord {
  readonly user_id: string;
  readonly audience: string;
  /** Grows with every change. */
  version: number;
  time_zone: string;
  egg: Egg | null;
  buddy: BuddyRecord | null;
  readonly counters: Map<string, number>;
  readonly events: Map<string, Happened>;
  readonly operations: Map<string, Operation>;
  /** What calls with an `Idempotency-Key` were answered. */
  readonly answered: Map<string, { call: string; status: number; body: unknown }>;
  /** Per leaderboard: the window that is counted, and what has been gathered in it. */
  readonly scores: Map<string, { window_start: number; value: number }>;
}

interface Egg {
  egg_id: string;
  species: string;
  status: EggStatus;
  warmth: number;
}

export interface BuddyRecord {
  buddy_id: string;
  user_id: string;
  audience: string;
  name: string;
  species: string;
  config_version_id: string;
  state: BuddyState;
  image: BuddyImage | null;
  picture_mood: Mood;
  appearance_status: 'ready' | 'pending' | 'failed';
  appearance_error: string | null;
}

/** An event, and what it did. One that waits for a buddy has done nothing yet. */
interface Happened {
  evt_id: string;
  event: EngineEvent;
  buddy_id: string | null;
  effects: Effects;
}

export function emptySeat(user_id: string, audience: string, time_zone: string): SeatRecord {
  return {
    user_id,
    audience,
    version: 0,
    time_zone,
    egg: null,
    buddy: null,
    counters: new Map(),
    events: new Map(),
    operations: new Map(),
    answered: new Map(),
    scores: new Map(),
  };
}

const nameOf = ({ scope, key }: CounterKey) => `${scope} ${key}`;

export const countersOf =
  ({ counters }: SeatRecord): Counters =>
  (counter) =>
    counters.get(nameOf(counter)) ?? 0;

export function setCounters({ counters }: SeatRecord, changes: readonly (CounterKey & { value: number })[]): void {
  for (const change of changes) counters.set(nameOf(change), change.value);
}

import type { Curve, DisabledReason } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';

/** When an endpoint counts as silent, when it is disabled, and what follows when it answers again. */

/** The attempts of one endpoint that are recorded together, summed up. */
export interface Answers {
  succeeded: boolean;
  /** The endpoint was silent already when these attempts were claimed. */
  wasSilent: boolean;
  failed: number;
  /** When the first of these failures was begun; null: there is none. */
  failingSince: Millis | null;
  /** It has answered 410. */
  isGone: boolean;
}

export type EndpointChange =
  | { endpoint_id: string; change: 'disabled'; reason: DisabledReason }
  | { endpoint_id: string; change: 'recovered'; silent_since: Millis; replayed: number };

const DAY_MS = 24 * 3600_000;
/** A patient endpoint should survive an outage of a day: its last attempt comes a day and a half after the first. */
const SILENT_FOR: Record<Curve, Millis> = { standard: DAY_MS, patient: 2 * DAY_MS };
/** Fewer failures disable no endpoint: with few deliveries they may be chance. */
const FAILURES_TO_DISABLE = 50;

interface Silence {
  /** Since its last success. */
  failures: number;
  silent_since: Millis;
  retry: Curve;
}

/** It is to be disabled. */
export const isSilentForGood = ({ failures, silent_since, retry }: Silence, now: Millis): boolean =>
  failures >= FAILURES_TO_DISABLE && silent_since <= now - SILENT_FOR[retry];

import { invalidFields } from '../../contract/errors.ts';
import { periodOfDay } from '../calendar.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { decisionOf, openDraft, type Situation } from '../draft.ts';
import type { BuddyState, Decision, Millis, ZoneEntry } from '../types.ts';
import { folded } from './chains.ts';
import { excusedPeriods } from './periods.ts';
import { isTimeZone, localDay, zoneAt } from './zones.ts';

/** Moves kept. Older ones are folded, together with the runs of their time. */
export const MOST_ZONES = 64;

/**
 * The user's days are those of this zone from now on; a first zone, set before any streak has ticked, holds for the
 * past too. Going east to a later date, the day that is left and the days jumped over cost no streak when they are
 * missed; going west, a day that comes again is the same day and ticks once.
 *
 * Refuses with `validation_failed` what is not an IANA time zone.
 */
export function moveZone({ state, config, zone, now }: Situation & { zone: string }): Decision {
  if (!isTimeZone(zone)) {
    throw invalidFields([{ path: 'time_zone', message: 'must be an IANA time zone like Europe/Berlin' }]);
  }
  const draft = openDraft(state, config, now);
  const current = zoneAt(state.zones, Infinity);
  if (zone === current && state.zones.length > 0) return decisionOf(draft);
  const zones = [...state.zones, entryFor(state, current, zone, now)];
  draft.state.zones = zones;
  if (zones.length > MOST_ZONES) forgetFirst(draft.state, config, zones);
  return decisionOf(draft);
}

function entryFor(state: BuddyState, current: string, zone: string, now: Millis): ZoneEntry {
  const untouched = state.zones.length === 0 && Object.keys(state.streaks).length === 0;
  if (untouched) return { from: 0, zone };
  const from = Math.max(now, state.zones.at(-1)?.from ?? 0);
  const [left, entered] = [localDay(from, current), localDay(from, zone)];
  return entered > left ? { from, zone, bridged: [left, entered - 1] } : { from, zone };
}

/**
 * Drops the oldest move. What it meant for streaks stays in their folded runs. The period in which the next move fell
 * is not folded: a week or a month may be going on still.
 */
function forgetFirst(state: BuddyState, config: CompiledConfig, zones: ZoneEntry[]): void {
  const [, next, ...rest] = zones as [ZoneEntry, ZoneEntry, ...ZoneEntry[]];
  const day = localDay(next.from, zones[0]!.zone);
  state.streaks = Object.fromEntries(
    Object.entries(state.streaks).map(([key, streak]) => {
      const definition = config.streaks.get(key);
      if (!definition) return [key, streak];
      const { plan, period } = definition;
      return [key, folded(streak, periodOfDay(period, day) - 1, plan, excusedPeriods(zones, period))];
    }),
  );
  state.zones = [{ ...next, from: 0 }, ...rest];
}

import type { Millis } from '../../src/engine/index.ts';

/** A learner's time of day. Buddies turn sleepy in the evening, six hours before a streak burns at midnight. */
export const CLOCKS = ['daytime', 'evening'] as const;
export type Clock = (typeof CLOCKS)[number];

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const EVENING_FROM = 18;
const WANTED_HOUR: Record<Clock, number> = { daytime: 12, evening: 23 };
/** Whole hours from UTC that IANA has a zone for. */
const [WEST, EAST] = [-12, 14];

interface Zone {
  time_zone: string;
  /** The number of its local day. */
  day: number;
  hour: number;
}

interface Home {
  time_zone: string;
  /** When today began there. */
  midnight: Millis;
}

/**
 * Where it is about noon now, and evening further east on the same day: a learner who lives there is seen by day, and
 * can be moved into the evening without a date between, at whatever hour the demo runs.
 */
export function homeAt(now: Millis): Home {
  const zones = zonesAt(now);
  const hasEvening = (home: Zone) => zones.some(({ day, hour }) => day === home.day && hour >= EVENING_FROM);
  const { time_zone, hour } = nearest(zones.filter(hasEvening), WANTED_HOUR.daytime);
  return { time_zone, midnight: Math.floor(now / HOUR) * HOUR - hour * HOUR };
}

/** Where it is that time of day, on the day that the learner has now: another date would count for or against a streak. */
export function zoneFor(clock: Clock, now: Millis, time_zone: string): string {
  const zones = zonesAt(now);
  const { day } = zoneAt(now, time_zone);
  const today = zones.filter((zone) => zone.day === day && clockAt(zone) === clock);
  return nearest(today.length > 0 ? today : zones, WANTED_HOUR[clock]).time_zone;
}

export const clockIn = (now: Millis, time_zone: string): Clock => clockAt(zoneAt(now, time_zone));

const clockAt = ({ hour }: Zone): Clock => (hour >= EVENING_FROM ? 'evening' : 'daytime');

function nearest(zones: readonly Zone[], hour: number): Zone {
  const distance = (zone: Zone) => Math.abs(zone.hour - hour);
  return zones.reduce((best, zone) => (distance(zone) < distance(best) ? zone : best));
}

function zonesAt(now: Millis): Zone[] {
  return Array.from({ length: EAST - WEST + 1 }, (_, index) => {
    const offset = WEST + index;
    const local = now + offset * HOUR;
    // The signs of these names are turned round: Etc/GMT-2 is two hours ahead.
    const time_zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
    return { time_zone, day: Math.floor(local / DAY), hour: Math.floor((local % DAY) / HOUR) };
  });
}

/** The zone may be any: a learner can be moved through the API, too. */
function zoneAt(now: Millis, time_zone: string): Zone {
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
  });
  const [month, date, year, hour] = format.format(now).match(/\d+/g)!.map(Number) as [number, number, number, number];
  return { time_zone, day: Date.UTC(year, month - 1, date) / DAY, hour };
}

import type { Strings } from './strings.ts';

const weekdays = new Map<string, Intl.DateTimeFormat>();

/** "in 5 hours", rounded down: never later than it is. */
export function until(ms: number, { lang, isPlain }: Strings): string {
  const [whole, unit] = timeOf(ms);
  if (isPlain) return `in ${whole} ${unit}${whole === 1 ? '' : 's'}`;
  return new Intl.RelativeTimeFormat(lang).format(whole, unit);
}

/** The same where there is little room: "5h". */
export function left(ms: number, { lang, isPlain }: Strings): string {
  const [whole, unit] = timeOf(ms);
  if (isPlain) return whole + unit[0]!;
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'narrow' }).format(whole);
}

function timeOf(ms: number): [whole: number, unit: 'minute' | 'hour' | 'day'] {
  const hours = ms / 3_600_000;
  const [value, unit] =
    hours < 1 ? [hours * 60, 'minute' as const] : hours < 24 ? [hours, 'hour' as const] : [hours / 24, 'day' as const];
  return [Math.max(1, Math.floor(value)), unit];
}

export function dateOf(time: string, { lang }: Strings): string {
  return new Date(time).toLocaleDateString(lang, { dateStyle: 'medium' });
}

/** The letter of a day's weekday. */
export function weekdayOf(day: string, { lang, isPlain }: Strings): string {
  const date = new Date(day);
  if (isPlain) return 'SMTWTFS'[date.getUTCDay()]!;
  const format = weekdays.get(lang) ?? new Intl.DateTimeFormat(lang, { weekday: 'narrow', timeZone: 'UTC' });
  weekdays.set(lang, format);
  return format.format(date);
}

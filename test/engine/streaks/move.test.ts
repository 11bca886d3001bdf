import { describe, expect, it } from 'vitest';
import { viewStreaks, type Millis } from '../../../src/engine/index.ts';
import { MOST_ZONES } from '../../../src/engine/streaks/move.ts';
import { streak } from '../support/definitions.ts';
import { DAY, HOUR, Life } from '../support/life.ts';
import { refusal } from '../support/refusal.ts';

const at = (time: string): Millis => Date.parse(time);

function traveller(home: string): Life {
  const life = new Life({ streaks: [streak('daily'), streak('weekly', { period: 'weekly' })] });
  life.move(home, at('2026-03-01T00:00:00Z'));
  return life;
}

function daily(
  life: Life,
  now: string,
): { count: number; alive: boolean; ticked_this_period: boolean; expires_at: string | null } {
  return viewStreaks(life.state, life.config, at(now))[0]!;
}

describe('going east', () => {
  it('costs nothing for the day that was cut short', () => {
    const life = traveller('America/Los_Angeles');
    life.send({ at: at('2026-03-03T20:00:00Z') });
    // Wednesday, nine in the evening in Los Angeles; Thursday afternoon in Tokyo.
    life.move('Asia/Tokyo', at('2026-03-05T05:00:00Z'));
    expect(daily(life, '2026-03-05T05:00:00Z')).toMatchObject({ count: 1, alive: true, ticked_this_period: false });
    life.send({ at: at('2026-03-05T10:00:00Z') });
    expect(daily(life, '2026-03-05T10:00:00Z')).toMatchObject({ count: 2, alive: true });
  });

  it('does not forgive the day after', () => {
    const life = traveller('America/Los_Angeles');
    life.send({ at: at('2026-03-03T20:00:00Z') });
    life.move('Asia/Tokyo', at('2026-03-05T05:00:00Z'));
    expect(daily(life, '2026-03-05T14:59:59Z')).toMatchObject({ alive: true, expires_at: '2026-03-05T15:00:00.000Z' });
    expect(daily(life, '2026-03-05T15:00:00Z').alive).toBe(false);
  });

  it('twice on one day takes away one day', () => {
    const life = traveller('America/Los_Angeles');
    life.send({ at: at('2026-03-03T20:00:00Z') });
    for (const [hour, zone] of [
      ['05', 'Asia/Tokyo'],
      ['06', 'America/Los_Angeles'],
      ['07', 'Asia/Tokyo'],
    ]) {
      life.move(zone!, at(`2026-03-05T${hour}:00:00Z`));
    }
    expect(daily(life, '2026-03-05T14:59:59Z').alive).toBe(true);
    expect(daily(life, '2026-03-05T15:00:00Z').alive).toBe(false);
  });

  it('across a Sunday night excuses the week that was cut short, and no week else', () => {
    const weekly = (life: Life, now: string) => viewStreaks(life.state, life.config, at(now))[1]!;
    const life = traveller('America/Los_Angeles');
    life.send({ at: at('2026-03-04T20:00:00Z') });
    life.move('Asia/Tokyo', at('2026-03-16T05:00:00Z'));
    expect(weekly(life, '2026-03-18T00:00:00Z')).toMatchObject({ count: 1, alive: true });
    const other = traveller('America/Los_Angeles');
    other.send({ at: at('2026-03-04T20:00:00Z') });
    other.move('Asia/Tokyo', at('2026-03-12T05:00:00Z'));
    expect(weekly(other, '2026-03-18T00:00:00Z').alive).toBe(false);
  });
});

describe('going east on the same date', () => {
  it('ends the day sooner, and excuses it no more than staying would', () => {
    const life = traveller('America/Los_Angeles');
    life.send({ at: at('2026-03-04T20:00:00Z') });
    // Six in the morning in Los Angeles, eleven in the evening of that day in Tokyo.
    life.move('Asia/Tokyo', at('2026-03-05T14:00:00Z'));
    expect(daily(life, '2026-03-05T14:59:59Z').alive).toBe(true);
    expect(daily(life, '2026-03-05T15:00:00Z').alive).toBe(false);
  });
});

describe('going west', () => {
  it('ticks a day that comes again once', () => {
    const life = traveller('Asia/Tokyo');
    life.send({ at: at('2026-03-03T23:00:00Z') });
    life.move('America/Los_Angeles', at('2026-03-04T01:00:00Z'));
    expect(daily(life, '2026-03-04T01:00:00Z')).toMatchObject({ count: 1, alive: true });
    expect(life.send({ at: at('2026-03-04T20:00:00Z') }).streaks).toEqual([]);
    expect(daily(life, '2026-03-04T20:00:00Z')).toMatchObject({ count: 1, ticked_this_period: true });
  });
});

describe('a time zone', () => {
  it('that is set before anything ticked holds for what happened before, too', () => {
    const life = new Life({ streaks: [streak('daily')] });
    life.move('Asia/Tokyo', at('2026-03-04T12:00:00Z'));
    life.send({ at: at('2026-03-02T16:00:00Z') });
    expect(life.send({ at: at('2026-03-03T14:00:00Z') }).streaks).toEqual([]);
  });

  it('that is set again changes nothing', () => {
    const life = traveller('Asia/Tokyo');
    const before = life.state;
    life.move('Asia/Tokyo', at('2026-03-09T00:00:00Z'));
    expect(life.state).toEqual(before);
  });

  it('must be one', () => {
    const { code, details } = refusal(() => traveller('UTC').move('Mars/Olympus', 0));
    expect(code).toBe('validation_failed');
    expect(details).toEqual({
      fields: [{ path: 'time_zone', message: 'must be an IANA time zone like Europe/Berlin' }],
    });
  });
});

describe('a pilot', () => {
  it('keeps a streak over more moves than are kept', () => {
    const life = new Life({ streaks: [streak('daily')] });
    const rotation = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin'];
    const days = 3 * MOST_ZONES;
    let [ticks, excused] = [0, 0];
    for (let day = 0; day < days; day++) {
      const morning = at('2026-03-01T05:00:00Z') + day * DAY;
      life.move(rotation[day % 3]!, morning);
      if (life.state.zones.at(-1)!.bridged) excused++;
      // In Los Angeles it is still the evening of the day that was ticked in Tokyo.
      ticks += life.send({ at: morning + HOUR }).streaks.length;
    }
    expect([ticks, excused]).toEqual([(days / 3) * 2, days / 3]);
    expect(life.state.zones).toHaveLength(MOST_ZONES);
    expect(life.state.streaks['daily']!.before!.count).toBeGreaterThan(MOST_ZONES);
    expect(viewStreaks(life.state, life.config, at('2026-03-01T06:00:00Z') + (days - 1) * DAY)[0]).toMatchObject({
      count: ticks,
      best: ticks,
      alive: true,
    });
    expect(life.notified('streak.burned')).toEqual([]);
  });
});

describe('more moves within three days than are kept', () => {
  it.each(['daily', 'weekly', 'monthly'] as const)('leave a %s streak as it was', (period) => {
    const start = at('2026-03-18T12:00:00Z');
    const life = new Life({ streaks: [streak('habit', { period })] });
    life.move('Europe/Lisbon', 0);
    for (let day = 60; day > 0; day--) life.send({ at: start - day * DAY });
    const before = viewStreaks(life.state, life.config, start)[0]!;
    for (let move = 0; move < MOST_ZONES + 2; move++) {
      const now = start + move * HOUR;
      life.move(move % 2 === 0 ? 'Europe/Berlin' : 'Europe/Lisbon', now);
      if (period === 'daily') life.send({ at: now });
    }
    const now = start + 3 * DAY;
    if (period !== 'daily') {
      expect(viewStreaks(life.state, life.config, now)[0]).toMatchObject({ count: before.count, alive: true });
    }
    life.send({ at: now });
    const ticked = { daily: 4, weekly: 0, monthly: 0 }[period];
    expect(viewStreaks(life.state, life.config, now)[0]).toMatchObject({
      count: before.count + ticked,
      alive: true,
      ticked_this_period: true,
    });
    expect(life.notified('streak.burned')).toEqual([]);
  });

  it.each(['weekly', 'monthly'] as const)('leave room for the first tick of a %s streak', (period) => {
    const start = at('2026-03-18T12:00:00Z');
    const life = new Life({ streaks: [streak('habit', { period })] });
    life.move('Europe/Lisbon', 0);
    life.send({ at: start - { weekly: 7, monthly: 28 }[period] * DAY });
    for (let move = 0; move < MOST_ZONES + 2; move++) {
      life.move(move % 2 === 0 ? 'Europe/Berlin' : 'Europe/Lisbon', start + move * HOUR);
    }
    expect(life.send({ at: start + 3 * DAY }).streaks).toEqual([{ streak_key: 'habit', count: 2 }]);
  });

  it('keep the excuse of a day that was cut short, where all before it is folded already', () => {
    const life = new Life({ streaks: [streak('daily')] });
    life.move('Europe/Lisbon', 0);
    life.send({ at: at('2026-03-03T12:00:00Z') });
    // Half an hour before midnight in Lisbon, half an hour after it in Berlin.
    life.move('Europe/Berlin', at('2026-03-04T23:30:00Z'));
    life.send({ at: at('2026-03-05T12:00:00Z') });
    for (let move = 0; move < MOST_ZONES; move++) {
      life.move(move % 2 === 0 ? 'Europe/Lisbon' : 'Europe/Berlin', at('2026-03-05T13:00:00Z') + move * 60_000);
    }
    expect(daily(life, '2026-03-05T16:00:00Z')).toMatchObject({ count: 2, alive: true });
  });
});

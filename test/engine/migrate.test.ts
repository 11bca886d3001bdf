import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/contract/configuration.ts';
import { compile, migrate, viewSkills, viewStreaks } from '../../src/engine/index.ts';
import { badge, skill, streak } from './support/definitions.ts';
import { DAY, Life, MONDAY } from './support/life.ts';

function moved(life: Life, to: Configuration): Life {
  const target = compile(to);
  life.apply(migrate({ state: life.state, from: life.config, to: target, now: MONDAY }));
  life.config = target;
  return life;
}

describe('other rules', () => {
  it('keep everything, also what they do not know', () => {
    const life = new Life({
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      skills: [skill('reading')],
      skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 80 }],
      streaks: [streak('daily')],
      badges: [badge('first', { metric: 'event_count', op: 'gte', value: 1 })],
    });
    life.send();
    const before = life.state;
    expect(moved(life, {}).state).toEqual(before);
    expect(life.notices.length).toBeGreaterThan(0);
  });

  it('award what is new with the next event', () => {
    const life = new Life({});
    life.send();
    moved(life, { badges: [badge('first', { metric: 'event_count', key: 'lesson', op: 'gte', value: 1 })] });
    expect(life.told('badge.awarded')).toEqual([]);
    expect(life.send({ type: 'anything' }).badges_awarded).toEqual(['first']);
  });

  it('may lower a skill’s maximum without losing points', () => {
    const rules = { skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 80 }] };
    const life = new Life({ ...rules, skills: [skill('reading')] });
    life.send();
    moved(life, { ...rules, skills: [skill('reading', { max_value: 40 })] });
    expect(viewSkills(life.state, life.config, MONDAY)[0]).toMatchObject({ value: 40, level: 2, level_progress: 1 });
    expect(life.send().skills).toEqual([]);
    moved(life, { ...rules, skills: [skill('reading', { max_value: 200 })] });
    expect(viewSkills(life.state, life.config, MONDAY)[0]).toMatchObject({ value: 80 });
  });

  it('may count a streak in longer periods, and what was ticked counts', () => {
    const life = new Life({ streaks: [streak('habit', { milestones: [{ count: 2 }] })] });
    for (const day of [0, 1, 7, 15]) life.send({ at: MONDAY + day * DAY });
    moved(life, { streaks: [streak('habit', { period: 'weekly', milestones: [{ count: 2 }] })] });
    expect(viewStreaks(life.state, life.config, MONDAY + 15 * DAY)[0]).toMatchObject({
      count: 3,
      ticked_this_period: true,
    });
    expect(life.send({ at: MONDAY + 22 * DAY }).streak_milestones).toEqual([]);
  });

  it('may count it in shorter ones, and it begins anew', () => {
    const life = new Life({ streaks: [streak('habit', { period: 'weekly' })] });
    for (const day of [0, 7]) life.send({ at: MONDAY + day * DAY });
    moved(life, { streaks: [streak('habit')] });
    expect(viewStreaks(life.state, life.config, MONDAY + 7 * DAY)[0]).toMatchObject({ count: 0, alive: false });
    expect(life.send({ at: MONDAY + 7 * DAY }).streaks).toEqual([{ streak_key: 'habit', count: 1 }]);
  });
});

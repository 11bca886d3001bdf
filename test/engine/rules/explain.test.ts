import { describe, expect, it } from 'vitest';
import { badge, skill, streak, token } from '../support/definitions.ts';
import { Life } from '../support/life.ts';

function life(): Life {
  return new Life({
    coin_rules: [
      { key: 'lesson', event_type: 'lesson', amount: 10, daily_cap: 25 },
      { key: 'kids', event_type: 'lesson', amount: 10, audience: 'kids' },
      { key: 'good', event_type: 'lesson', amount: 10, when: [{ property: 'score', op: 'gte', value: 0.7 }] },
      { key: 'quiz', event_type: 'quiz', amount: 10 },
    ],
    tokens: [token('gem', { max_balance: 3 })],
    token_rules: [{ key: 'gem', token_key: 'gem', event_type: 'lesson', amount: 2 }],
    skills: [skill('reading', { max_value: 30 })],
    skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 20 }],
    streaks: [streak('daily')],
    badges: [
      badge('first', { metric: 'event_count', key: 'lesson', op: 'gte', value: 1 }),
      badge('rich', { metric: 'coins_earned', op: 'gte', value: 100 }),
      badge('by_hand', { metric: 'stage', op: 'gte', value: 1 }, { award: 'manual' }),
    ],
    stages: [
      { stage: 1, label: 'One' },
      { stage: 2, label: 'Two', condition: { metric: 'event_count', op: 'gte', value: 2 } },
    ],
  });
}

/** `rule: reason`, with a mark for those that fired. */
function reasons(buddy: Life, properties: Record<string, unknown> = {}): string[] {
  return buddy.explain({ properties }).map(({ rule, fired, reason }) => `${fired ? '+' : '-'} ${rule}: ${reason}`);
}

describe('an explanation', () => {
  it('says of each rule of the type, each badge and the next stage whether it fired, and why not', () => {
    expect(reasons(life(), { score: 0.5 })).toEqual([
      '+ lesson: Paid 10 coins.',
      '- kids: It is for the audience kids, the event is for default.',
      '- good: It wants score gte 0.7, but score is 0.5.',
      '+ gem: Paid 2 gem.',
      '+ skill_rules.0: Added 20 of 20 points to reading, now 20 of 30.',
      '+ daily: Ticked, the streak counts 1.',
      '+ first: Awarded: event_count lesson >= 1.',
      '- rich: Not yet: coins_earned >= 100 (is 10).',
      '+ by_hand: Ready: stage >= 1.',
      '- stage 2: Not yet: event_count >= 2 (is 1).',
    ]);
  });

  it('says what held back the rest', () => {
    const buddy = life();
    buddy.send();
    expect(reasons(buddy)).toEqual([
      '+ lesson: Paid 10 coins.',
      '- kids: It is for the audience kids, the event is for default.',
      '- good: It wants score gte 0.7, but score is missing.',
      '+ gem: Paid 1 of 2 gem because the purse of gem is full.',
      '+ skill_rules.0: Added 10 of 20 points to reading, now 30 of 30.',
      '- daily: This period had been ticked before.',
      '- first: Awarded before, on 2026-03-02T00:00:00.000Z.',
      '- rich: Not yet: coins_earned >= 100 (is 20).',
      '- by_hand: Ready since 2026-03-02T00:00:00.000Z, and awarded by hand.',
      '+ stage 2: Ready to evolve.',
    ]);
    buddy.send();
    expect(reasons(buddy)).toEqual(
      expect.arrayContaining([
        '+ lesson: Paid 5 of 10 coins because of the daily cap of 25 (20 used before).',
        '- gem: Paid nothing of 2 gem because the purse of gem is full.',
        '- skill_rules.0: The skill reading is at its maximum of 30.',
        '- stage 2: Was ready to evolve before.',
      ]),
    );
    buddy.send();
    expect(reasons(buddy)).toContain(
      '- lesson: Paid nothing of 10 coins because of the daily cap of 25 (25 used before).',
    );
  });

  it('says that the buddy evolves by itself', () => {
    const condition = { metric: 'event_count', op: 'gte', value: 1 } as const;
    const stages = [
      { stage: 1, label: 'One' },
      { stage: 2, label: 'Two', condition, auto_evolve: true },
    ];
    expect(reasons(new Life({ stages }))).toEqual(['+ stage 2: Evolved.']);
  });

  it('is not written unless asked for, and changes nothing', () => {
    const [asked, silent] = [life(), life()];
    asked.explain();
    asked.send();
    silent.send();
    expect(asked.state).toEqual(silent.state);
  });

  it('shortens what events say at length', () => {
    const [, , reason] = reasons(life(), { score: 'x'.repeat(5000) });
    expect(reason!.length).toBeLessThan(150);
  });
});

import { TEST_SECRET_KEY } from '../support/real-server.ts';
import type { Configuration } from '../../src/contract/configuration/configuration.ts';

/** Ten rules, all of which look at one event type: what a busy language app's most frequent event meets. */
export const TEN_RULES: Configuration = {
  coin_rules: [
    { key: 'lesson', event_type: 'lesson_completed', amount: 10, daily_cap: 100_000 },
    {
      key: 'good_lesson',
      event_type: 'lesson_completed',
      amount: 5,
      daily_cap: 50_000,
      when: [{ property: 'score', op: 'gte', value: 0.9 }],
    },
    {
      key: 'long_lesson',
      event_type: 'lesson_completed',
      amount: 5,
      weekly_cap: 500_000,
      when: [{ property: 'minutes', op: 'gt', value: 30 }],
    },
    {
      key: 'course',
      event_type: 'lesson_completed',
      amount: 50,
      total_limit: 500,
      when: [{ property: 'course.finished', op: 'eq', value: true }],
    },
    {
      key: 'evening',
      event_type: 'lesson_completed',
      amount: 2,
      daily_cap: 1000,
      when: [{ property: 'part_of_day', op: 'in', value: ['evening', 'night'] }],
    },
  ],
  tokens: [{ key: 'gem', label: 'Gems', tier: 'primary' }],
  token_rules: [
    {
      key: 'perfect',
      event_type: 'lesson_completed',
      token_key: 'gem',
      amount: 1,
      when: [{ property: 'score', op: 'eq', value: 1 }],
    },
  ],
  skills: [
    { key: 'grammar', label: 'Grammar', max_value: 1_000_000, points_per_level: 100 },
    { key: 'listening', label: 'Listening', max_value: 1_000_000, points_per_level: 100 },
  ],
  skill_rules: [
    { event_type: 'lesson_completed', skill_key: 'grammar', points: 2 },
    {
      event_type: 'lesson_completed',
      skill_key: 'listening',
      points: 1,
      when: [{ property: 'audio', op: 'eq', value: true }],
    },
  ],
  streaks: [
    {
      key: 'daily',
      label: 'Daily lesson',
      event_types: ['lesson_completed'],
      period: 'daily',
      milestones: [{ count: 7 }],
    },
  ],
  badges: [
    {
      key: 'hundred',
      label: 'A hundred lessons',
      description: '',
      icon: 'star',
      award: 'auto',
      condition: { metric: 'event_count', key: 'lesson_completed', op: 'gte', value: 100 },
    },
  ],
  stages: [{ stage: 1, label: 'Hatchling' }],
};

export const LESSON = `{"event_id":"{n}","user_id":"user-{m}","type":"lesson_completed","properties":{"score":0.92,"minutes":12,"audio":true,"course":{"id":"es-1","finished":false},"part_of_day":"noon"}}`;

/** Publishes the ten rules and hatches a buddy for each of `users` users. */
export async function prepareWorkspace(url: string, users: number): Promise<void> {
  await call(url, 'PUT', '/config/draft', TEN_RULES);
  await call(url, 'POST', '/config/publish', {});
  await hatchAll(url, users);
}

/** A buddy for each of `user-0`, `user-1`, … */
export async function hatchAll(url: string, users: number): Promise<void> {
  const numbers = Array.from({ length: users }, (_, index) => index);
  while (numbers.length > 0) await Promise.all(numbers.splice(0, 20).map((number) => hatch(url, `user-${number}`)));
}

async function hatch(url: string, user_id: string): Promise<void> {
  const { egg_id } = await call<{ egg_id: string }>(url, 'POST', '/eggs', { user_id });
  await call(url, 'PATCH', `/eggs/${egg_id}`, { status: 'ready' });
  const { operation_id } = await call<{ operation_id: string }>(url, 'POST', `/eggs/${egg_id}/hatch`);
  await call(url, 'GET', `/operations/${operation_id}?wait_ms=30000`);
}

export async function call<A>(url: string, method: string, path: string, body?: unknown): Promise<A> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${TEST_SECRET_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as A;
}

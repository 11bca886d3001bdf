import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { BUILTIN_ITEM_NAMES } from '../../../../src/contract/buddy/art.ts';
import { startPlayground } from '../../../support/playground.ts';

const guide = await readFile(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');
const first = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!) as object;

test('the configuration of the guide is published without a warning, and pays', async () => {
  const server = await startPlayground({});
  await server.call('PUT', '/config/draft', { body: first });
  expect((await server.call('POST', '/config/validate')).body).toEqual({ errors: [], warnings: [] });
  expect((await server.call('POST', '/config/publish')).status).toBe(200);
  const { user_id } = await server.hatch();
  const { effects } = await server.send(user_id, 'lesson_completed', { properties: { score: 0.97 } });
  expect(effects).toMatchObject({
    coins: 10,
    badges_awarded: ['first_lesson'],
    tokens: [{ token_key: 'gem', amount: 1 }],
    skills: [{ skill_key: 'grammar', points: 2, value: 2, level: 0 }],
    streaks: [{ streak_key: 'daily_lesson', count: 1 }],
  });
  await server.close();
});

test('the guide names every built-in piece', () => {
  for (const name of BUILTIN_ITEM_NAMES) expect(guide).toContain(name);
});

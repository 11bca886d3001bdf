import { expect, it } from 'vitest';
import { compile, hintOfType } from '../../../src/engine/index.ts';

const config = compile({
  coin_rules: [
    { key: 'quiz', event_type: 'quiz_done', amount: 1 },
    { key: 'lesson', event_type: 'lesson_completed', amount: 1 },
  ],
});

it.each([
  ['lesson_completed', null],
  ['lesson.Completed', 'No rule matches lesson.Completed; did you mean lesson_completed?'],
  ['lesson_complete', 'No rule matches lesson_complete; did you mean lesson_completed?'],
  ['login', 'No rule matches login.'],
])('%s: %s', (type, hint) => {
  expect(hintOfType(config, type)).toBe(hint);
});

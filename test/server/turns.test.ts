import { expect, test } from 'vitest';
import { nextTurn, turnsAfter } from '../../src/server/turns.ts';
import { countTurns } from './store/support/turns.ts';

test('those who wait together go on in turns of their own, in the order in which they came', async () => {
  const turns = countTurns();
  const seen: [name: string, turn: number][] = [];
  const work = async (name: string) => {
    for (let step = 0; step < 3; step++) {
      await nextTurn();
      seen.push([name, turns.now()]);
    }
  };
  await Promise.all([work('a'), work('b'), work('c')]);
  turns.stop();
  expect(seen.map(([name]) => name).join('')).toBe('abcabcabc');
  expect(new Set(seen.map(([, turn]) => turn)).size).toBe(9);
});

test('long work lets others have their turn once it has taken so long, and not before', async () => {
  const turns = countTurns();
  const pause = turnsAfter(20);
  const began = turns.now();
  await pause();
  expect(turns.now()).toBe(began);
  for (const end = performance.now() + 25; performance.now() < end;);
  await pause();
  const after = turns.now();
  expect(after).toBeGreaterThan(began);
  await pause();
  turns.stop();
  expect(turns.now()).toBe(after);
});

import { expect, test } from 'vitest';
import { idSchema } from '../../src/contract/ids.ts';
import { firstIdOf, idMaker } from '../../src/server/ids.ts';

test('ids sort in the order in which they are made, also within a millisecond and when the clock steps back', () => {
  const times = [1000, 1000, 1000, 900, 1001, 2 ** 45];
  const ids = idMaker(() => times.shift()!);
  const made = Array.from({ length: 6 }, () => ids('event'));
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(6);
  for (const id of made) expect(idSchema('event').safeParse(id).success).toBe(true);
});

test('the first id of a moment lies between what was made before it and what is made then', () => {
  const times = [999, 1000];
  const ids = idMaker(() => times.shift()!);
  const [before, then] = [ids('event'), ids('event')];
  const first = firstIdOf('event', 1000);
  expect(before < first && first < then).toBe(true);
  expect(firstIdOf('event', -1) < before).toBe(true);
});

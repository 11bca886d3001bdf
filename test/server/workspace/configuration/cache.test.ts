import { expect, test } from 'vitest';
import { createConfigCache } from '../../../../src/server/workspace/configuration/cache.ts';
import { newWorld } from '../../store/support/rows.ts';

test('those who ask at once for what is published share one look at the store', async () => {
  let looks = 0;
  let now = 0;
  const store = {
    byId: () => Promise.resolve(null),
    published() {
      looks++;
      return Promise.resolve(null);
    },
    documents: () => Promise.resolve([]),
  };
  const cache = createConfigCache(store, () => now);
  const world = newWorld();
  await Promise.all(Array.from({ length: 500 }, () => cache.published(world)));
  expect(looks).toBe(1);
  now += 1000;
  await Promise.all([cache.published(world), cache.published(newWorld()), cache.published(world)]);
  expect(looks).toBe(3);
});

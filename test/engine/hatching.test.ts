import { expect, it } from 'vitest';
import { warmer } from '../../src/engine/hatching.ts';

const waiting = { status: 'waiting', warmth: 1 } as const;

it.each([
  [3, 1, { warmth: 2, status: 'waiting' }],
  [3, 2, { warmth: 3, status: 'ready' }],
  [3, 9, { warmth: 3, status: 'ready' }],
])('of %i events that are needed, %i more make it %j', (needed, events, egg) => {
  expect(warmer(waiting, needed, events)).toEqual(egg);
});

it('nothing changes without events, without a number that is needed, or once it no longer waits', () => {
  expect(warmer(waiting, 3, 0)).toBeNull();
  expect(warmer(waiting, undefined, 2)).toBeNull();
  for (const status of ['ready', 'hatching', 'hatched', 'cancelled'] as const) {
    expect(warmer({ status, warmth: 1 }, 3, 2)).toBeNull();
  }
});

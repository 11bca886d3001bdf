import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_AMOUNT } from '../../../src/contract/limits.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground({
    ...LESSONS,
    causes: [
      {
        key: 'trees',
        label: 'Trees',
        metric: { metric: 'event_count', key: 'lesson' },
        threshold: 5,
        webhook_url: 'https://trees.example.com/hook',
        secret: 'a secret of the cause',
      },
    ],
  });
});
afterAll(() => server.close());

const counter = (key: string) => server.parts.store.buddies.counter(server.test, { scope: 'shared', key }, '');

test('a cause gathers from all buddies, and notes once when it was reached', async () => {
  const buddies = [await server.hatch(), await server.hatch()];
  for (let i = 0; i < 4; i++) await server.send(buddies[i % 2]!.user_id, 'lesson');
  expect([await counter('cause:trees'), await counter('cause_reached:trees:5')]).toEqual([4, 0]);
  await server.send(buddies[0]!.user_id, 'lesson');
  const reached = server.clock.now();
  expect([await counter('cause:trees'), await counter('cause_reached:trees:5')]).toEqual([5, reached]);
  server.clock.advance(1000);
  await Promise.all(Array.from({ length: 20 }, (_, i) => server.send(buddies[i % 2]!.user_id, 'lesson')));
  expect([await counter('cause:trees'), await counter('cause_reached:trees:5')]).toEqual([25, reached]);
});

test('a cause gathers no more than a number can hold', async () => {
  const causes = [
    {
      key: 'gold',
      label: 'Gold',
      metric: 'coins_earned' as const,
      threshold: 5,
      webhook_url: 'https://gold.example.com/hook',
      secret: 'a secret of the cause',
    },
  ];
  const rich = await startPlayground({ ...LESSONS, causes });
  const body = { amount: MAX_AMOUNT, reason: 'a windfall' };
  for (const { buddy_id } of [await rich.hatch(), await rich.hatch()]) {
    expect((await rich.call('POST', `/buddies/${buddy_id}/coins`, { body })).status).toBe(200);
  }
  const { user_id } = await rich.hatch();
  expect((await rich.send(user_id, 'lesson')).effects.coins).toBe(10);
  const gathered = await rich.parts.store.buddies.counter(rich.test, { scope: 'shared', key: 'cause:gold' }, '');
  expect(gathered).toBe(MAX_AMOUNT);
  await rich.close();
});

test('what a user did before hatching counts from the hatching on', async () => {
  const before = await counter('cause:trees');
  await server.send('early-bird', 'lesson');
  await server.send('early-bird', 'lesson');
  expect(await counter('cause:trees')).toBe(before);
  await server.hatch('early-bird');
  expect(await counter('cause:trees')).toBe(before + 2);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { LESSONS } from '../../support/lessons.ts';
import { startSending, type Sending } from '../../support/webhooks.ts';

const SECRET = 'a secret of the cause';
let server: Sending;
beforeAll(async () => {
  server = await startSending(LESSONS);
});
afterAll(() => server.close());

async function reach(key: string): Promise<void> {
  const metric = { metric: 'event_count' as const, key: `planted_${key}` };
  const cause = { key, label: key, metric, threshold: 1, webhook_url: `${server.receiver.url}/${key}`, secret: SECRET };
  await server.publish({ ...LESSONS, causes: [cause] });
  const { user_id } = await server.hatch();
  await server.send(user_id, metric.key);
  await server.settle();
}
const count = (key: string) => server.receiver.received.filter(({ path }) => path === `/${key}`).length;

test('a cause is told three times: at once, after one second, after four more', async () => {
  server.receiver.answer((_, response) => response.writeHead(500).end());
  await reach('bees');
  expect(count('bees')).toBe(1);
  await server.pass(999);
  expect(count('bees')).toBe(1);
  await server.pass(101);
  expect(count('bees')).toBe(2);
  await server.pass(3_899);
  expect(count('bees')).toBe(2);
  await server.pass(501);
  expect(count('bees')).toBe(3);
  await server.pass(3600_000);
  expect(count('bees')).toBe(3);
  expect(await server.deliveries('cause:bees')).toMatchObject([
    { event: 'cause.threshold_reached', status: 'failed', attempts: [1, 2, 3].map((attempt) => ({ attempt })) },
  ]);
});

test('and can be told again', async () => {
  const [delivery] = await server.deliveries('cause:bees');
  server.receiver.answer((_, response) => response.end());
  const path = `/webhook-endpoints/cause:bees/deliveries/${delivery!.delivery_id}/replay`;
  expect((await server.call('POST', path)).status).toBe(202);
  await server.settle();
  expect(await server.deliveries('cause:bees')).toMatchObject([{ status: 'succeeded' }]);
});

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

test('what the report says of it is of this world alone, although others have causes of the same key', async () => {
  const as = server.live.secret;
  const metric = { metric: 'event_count' as const, key: 'planted' };
  const cause = {
    key: 'bees',
    label: 'Bees',
    metric,
    threshold: 1,
    webhook_url: 'https://example.com/',
    secret: SECRET,
  };
  expect((await server.call('PUT', '/config/draft', { as, body: { ...LESSONS, causes: [cause] } })).status).toBe(200);
  expect((await server.call('POST', '/config/publish', { as })).status).toBeLessThan(300);
  await server.webhooks.counts.flush();
  const reported = async (key: string) => (await server.call('GET', '/webhooks/health', { as: key })).body;
  const endpoints = (failed: number, recent_failures: number) => [
    { endpoint_id: 'cause:bees', failed, recent_failures },
  ];
  expect(await reported(server.test.secret)).toMatchObject({ failed: 1, endpoints: endpoints(1, 3) });
  expect(await reported(as)).toMatchObject({ failed: 0, endpoints: endpoints(0, 0) });
});

test('and can be told again', async () => {
  const [delivery] = await server.deliveries('cause:bees');
  server.receiver.answer((_, response) => response.end());
  const path = `/webhook-endpoints/cause:bees/deliveries/${delivery!.delivery_id}/replay`;
  expect((await server.call('POST', path)).status).toBe(202);
  await server.settle();
  expect(await server.deliveries('cause:bees')).toMatchObject([{ status: 'succeeded' }]);
});

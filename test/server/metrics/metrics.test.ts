import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/server/metrics/metrics.ts';

test('a histogram: each bucket holds those before it, each series stands for itself', async () => {
  const metrics = createMetrics(() => 0);
  for (const seconds of [0.0005, 0.001, 0.02, 60]) metrics.request('GET', '/a', 200, seconds);
  metrics.request('GET', '/a', 304, 0.5);
  const lines = (await metrics.text()).toString().split('\n');
  const value = (kind: string, labels: string) =>
    Number(
      lines
        .find((line) => line.startsWith(`hatched_http_request_duration_seconds_${kind}{${labels}}`))
        ?.split(' ')
        .at(-1),
    );
  const series = 'method="GET",route="/a",status="200"';
  const buckets = ['0.001', '0.0025', '0.01', '0.025', '10', '+Inf'];
  expect(buckets.map((le) => value('bucket', `le="${le}",${series}`))).toEqual([2, 2, 2, 3, 3, 4]);
  expect(value('count', series)).toBe(4);
  expect(value('sum', series)).toBeCloseTo(60.0215);
  expect(value('count', 'method="GET",route="/a",status="304"')).toBe(1);
  expect(lines).toContain('# TYPE hatched_http_request_duration_seconds histogram');
});

test('rendered at most once a second, and the bytes shared', async () => {
  let now = 0;
  const metrics = createMetrics(() => now);
  metrics.event('applied');
  const [first, second] = await Promise.all([metrics.text(), metrics.text()]);
  expect(second).toBe(first);
  metrics.event('applied');
  now = 999;
  expect(await metrics.text()).toBe(first);
  now = 1000;
  expect((await metrics.text()).toString()).toContain('hatched_events_total{result="applied"} 2');
});

test('what could not be rendered is rendered anew', async () => {
  const metrics = createMetrics(() => 0);
  let fails = true;
  metrics.gauge('shaky', 'Fails once.', () => {
    if (fails) throw new Error('not now');
    return 1;
  });
  await expect(metrics.text()).rejects.toThrow('not now');
  fails = false;
  expect((await metrics.text()).toString()).toContain('hatched_shaky 1');
});

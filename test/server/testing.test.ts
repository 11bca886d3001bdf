import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { verifySignature } from '../../src/sdk/webhooks/index.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

/** The server's clock, not this machine's, is what signatures go by. */
const NOW = { now: Date.parse('2026-04-15T12:00:00Z') / 1000 };
const CONFIG = {
  coin_rules: [{ key: 'lesson', event_type: 'lesson_completed', amount: 10 }],
  streaks: [{ key: 'daily', label: 'Daily', event_types: ['lesson_completed'], period: 'daily', milestones: [] }],
  species: [{ key: 'owl' }],
  stages: [{ stage: 1, label: 'Hatchling' }],
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

async function call(method: string, path: string, body?: object): Promise<Json> {
  const answer = await fetch(`${server!.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server!.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Json;
}

it('a test server hatches, pays, and lets a streak end when its clock is moved', async () => {
  server = await startTestServer({ config: CONFIG, now: new Date('2026-04-15T12:00:00Z') });
  const { egg_id } = await call('POST', '/eggs', { user_id: 'u1' });
  await call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
  const { operation_id } = await call('POST', `/eggs/${egg_id}/hatch`, {});
  const { result } = await call('GET', `/operations/${operation_id}?wait_ms=10000`);
  const { effects } = await call('POST', '/events', { event_id: 'e1', user_id: 'u1', type: 'lesson_completed' });
  expect(effects).toMatchObject({ coins: 10, streaks: [{ streak_key: 'daily', count: 1 }] });

  const webhook = await server.nextWebhook('coin.earned');
  expect(webhook.payload).toMatchObject({ amount: 10, event_id: 'e1' });
  expect(verifySignature(webhook.rawBody, webhook.headers, server.webhookSecret, NOW)).toBe(true);

  await server.clock.advance({ days: 3 });
  expect(server.clock.now().toISOString()).toMatch(/^2026-04-18T12:0/);
  const { effects: later } = await call('POST', '/events', { event_id: 'e2', user_id: 'u1', type: 'lesson_completed' });
  expect(later).toMatchObject({ streaks: [{ streak_key: 'daily', count: 1 }] });
  expect(result.buddy_id).toMatch(/^bud/);
});

it('a test server refuses a configuration that is not valid, and a clock that goes back', async () => {
  await expect(startTestServer({ config: { species: 3 } })).rejects.toThrow(/configuration was refused.*species/s);
  server = await startTestServer();
  await expect(server.clock.advance({ days: -1 })).rejects.toThrow('only moves on');
});

it('a test server leaves nothing behind', async () => {
  const before = tmpdir();
  process.env['TMPDIR'] = await mkdtemp(join(before, 'hatched-own-'));
  try {
    const { url, stop } = await startTestServer();
    expect(await readdir(tmpdir())).toHaveLength(1);
    await stop();
    await expect(fetch(url)).rejects.toThrow();
    await expect(startTestServer({ config: { species: 3 } })).rejects.toThrow();
    expect(await readdir(tmpdir())).toEqual([]);
    await rmdir(tmpdir());
  } finally {
    process.env['TMPDIR'] = before;
  }
});

import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRealServer, temporaryDirectory, type RealServer } from '../support/real-server.ts';

// The demo's quickstart shows a secret key: to whom it may, and to nobody else.
const NO_GIVEN_KEYS = { HATCHED_BOOTSTRAP_SECRET_KEY: '', HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: '' };
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
let key: string;

const start = (more: Record<string, string> = {}) =>
  startRealServer({ ...NO_GIVEN_KEYS, DATA_DIR: directory.path, HOST: '0.0.0.0', ...more });

beforeAll(async () => {
  directory = await temporaryDirectory();
  server = await start();
  key = /secret +(hatch_test_\w+)/.exec(server.output())![1]!;
});
afterAll(async () => {
  await server?.stop();
  await directory?.remove();
});

/** `fetch` would not send another Host, nor what only browsers may say. */
async function page(headers: Record<string, string> = {}): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/docs/quickstart', headers };
    request(options, (answer) => void text(answer).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

it('fills in the key that the first start has printed, kept for its owner alone', async () => {
  expect(await page()).toContain(`export HATCHED_SECRET_KEY=${key}`);
  expect((await stat(join(directory.path, 'first-key.json'))).mode & 0o777).toBe(0o600);
});

it.each([
  ['a page of another origin that asks', { origin: 'https://evil.example' }],
  ['one whose browser says so', { 'sec-fetch-site': 'cross-site' }],
  ['a name that was pointed at this machine', { host: 'evil.example:8787' }],
  ['a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }],
  ['another proxy', { forwarded: 'for=203.0.113.7' }],
])('not for %s', async (_whom, headers) => {
  const found = await page(headers);
  expect(found).toContain('HATCHED_SECRET_KEY=hatch_test_…');
  expect(found).not.toContain(key);
});

it('still does after a restart, not without the demo, and not when the key has ended', async () => {
  await server.stop();
  server = await start({ HATCHED_DEMO: '0' });
  expect(await page()).not.toContain(key);
  await server.stop();
  server = await start();
  expect(await page({ 'sec-fetch-site': 'none' })).toContain(key);
  const call = (method: string, path: string) =>
    fetch(`${server.url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  const { data } = (await (await call('GET', '/api-keys')).json()) as { data: { key_id: string; kind: string }[] };
  const own = data.find(({ kind }) => kind === 'secret')!;
  expect((await call('POST', `/api-keys/${own.key_id}/rotate`)).status).toBe(201);
  expect(await page()).not.toContain(key);
});

import { Miniflare } from 'miniflare';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../support/bundle-sdk.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { ENVELOPE, RAW, STANDARD } from '../webhooks/vectors.ts';
import { EXPECTED, type Task } from './script.ts';

let playground: Playground;
let worker: Miniflare;
let url: string;

beforeAll(async () => {
  playground = await startPlayground(LESSONS);
  url = await playground.listen();
  const script = await bundle(fileURLToPath(new URL('worker.ts', import.meta.url)));
  // No `nodejs_compat`: what the SDK uses has to be there without.
  worker = new Miniflare({ modules: true, script, compatibilityDate: '2025-01-01' });
});
afterAll(async () => {
  await worker?.dispose();
  await playground?.close();
});

const post = (path: string, init: { headers?: Record<string, string>; body: string }) =>
  worker.dispatchFetch(`http://worker.test${path}`, { method: 'POST', ...init });

test('the client and the webhooks run on workerd', async () => {
  const task: Task = { url, apiKey: playground.test.secret, userId: 'workerd', signed: RAW };
  const answer = await post('/run', { body: JSON.stringify(task) });
  expect(await answer.json()).toEqual(EXPECTED);
});

test.each([RAW, ENVELOPE, STANDARD])('Hono on workerd verifies the format $format', async (vector) => {
  const path = `/hooks/${vector.timestamp}?secrets=${encodeURIComponent(vector.secrets.join(' '))}`;
  expect(await (await post(path, vector)).json()).toMatchObject({ valid: true, eventType: 'badge.awarded' });
  const forged = await post(path, { headers: vector.headers, body: `${vector.body} ` });
  expect(await forged.json()).toMatchObject({ valid: false, reason: 'invalid_signature' });
});

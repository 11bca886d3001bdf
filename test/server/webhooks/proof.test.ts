import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Format } from '../../../src/contract/webhooks.ts';
import { LESSONS } from '../../support/lessons.ts';
import type { Received } from '../../support/receiver.ts';
import { startSending, type Sending } from '../../support/webhooks.ts';

/** What others wrote takes what we sign. By the real clock: they look at the timestamp. */
let server: Sending;
beforeAll(async () => {
  server = await startSending(LESSONS, { clock: Date.now });
});
afterAll(() => server.close());

async function receive(format: Format): Promise<Received & { secret: string }> {
  const path = `/${format}`;
  const { endpoint_id, secret } = await server.subscribe({ format, url: server.receiver.url + path });
  await server.call('POST', `/webhook-endpoints/${endpoint_id}/test`);
  await server.settle();
  return { ...server.receiver.received.find((one) => one.path === path)!, secret };
}

test("Stripe's library takes the signature of the envelope", async () => {
  const { body, headers, secret } = await receive('envelope');
  const signature = headers['hatched-signature']!;
  const event = Stripe.webhooks.constructEvent(body, signature, secret) as unknown as Record<string, unknown>;
  expect(event).toMatchObject({ deliveryId: headers['hatched-delivery-id'] });
  expect(() => Stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow();
});

test("the library of Standard Webhooks takes 'standard'", async () => {
  const { body, headers, secret } = await receive('standard');
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'badge.awarded' });
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
});

test("openssl from a shell takes 'raw', as the page says", async () => {
  const { body, headers, secret } = await receive('raw');
  const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  const command = /^```sh\n(printf .* openssl .*)\n```$/m.exec(page)![1]!;
  const env = { PATH: process.env['PATH'], TIMESTAMP: headers['x-hatched-timestamp'], BODY: body, SECRET: secret };
  const printed = execFileSync('sh', ['-c', command], { env, encoding: 'utf8' });
  expect(headers['x-hatched-signature']).toBe(`sha256=${printed.trim().split(/\s+/).at(-1)}`);
});

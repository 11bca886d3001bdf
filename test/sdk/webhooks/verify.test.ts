import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { verifyRequest, verifySignature, WebhooksResource } from '../../../src/sdk/webhooks/index.ts';
import { ENVELOPE, RAW, STANDARD, VECTORS } from './vectors.ts';

const request = ({ headers, body }: { headers: Record<string, string>; body: string }) =>
  new Request('https://app.test/hooks', { method: 'POST', headers, body });

describe.each(VECTORS.signed)('signed, $name', (vector) => {
  const { body, headers, secrets, timestamp: now } = vector;

  test('is believed, whatever holds its body and its headers', () => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const bytes = new TextEncoder().encode(body);
    for (const rawBody of [body, bytes, Buffer.from(body), bytes.buffer]) {
      for (const all of [headers, lower, new Headers(headers)]) {
        expect(verifySignature(rawBody, all, secrets, { now })).toBe(true);
      }
    }
  });

  test('one secret of several is enough, and one signature of several', () => {
    for (const secret of secrets) {
      expect(verifySignature(body, headers, secret, { now })).toBe(true);
      expect(verifySignature(body, headers, ['whsec_b3RoZXI=', secret], { now })).toBe(true);
    }
  });

  test('within five minutes either way', () => {
    for (const at of [now - 300, now + 300]) expect(verifySignature(body, headers, secrets, { now: at })).toBe(true);
    expect(verifySignature(body, headers, secrets, { now: now + 301 })).toBe(false);
    expect(verifySignature(body, headers, secrets, { now: now + 301, toleranceSeconds: 302 })).toBe(true);
    expect(verifySignature(body, headers, secrets, { now, toleranceSeconds: Number.NaN })).toBe(false);
  });

  test('tells its event, its type and its delivery', async () => {
    const found = await verifyRequest(request(vector), secrets, { now });
    expect(found).toMatchObject({ valid: true, eventType: vector.event, deliveryId: vector.delivery_id });
    expect(JSON.stringify(found.event)).not.toMatch(/"[a-z]+_[a-z_]+":/);
  });
});

describe.each(VECTORS.refused)('refused, $name', (vector) => {
  const { body, headers, secrets, now, reason } = vector;

  test(`is ${reason}`, async () => {
    const found = await verifyRequest(request(vector), secrets, { now });
    expect(found).toMatchObject({ valid: false, reason, event: null, eventType: null });
    // What is signed well and is no JSON has a good signature.
    expect(verifySignature(body, headers, secrets, { now })).toBe(reason === 'invalid_json');
  });
});

test('all three formats say the same of one event', async () => {
  const events = await Promise.all(
    [RAW, ENVELOPE, STANDARD].map(
      async (of) => (await verifyRequest(request(of), of.secrets, { now: of.timestamp })).event,
    ),
  );
  const expected = { badgeId: 'first_lesson', awardedAt: '2026-04-15T12:00:00.000Z', requestId: 'req-1', sequence: 41 };
  for (const event of events) expect(event).toMatchObject({ ...expected, eventId: 'lesson_17' });
});

test('answers a boolean at once, never a promise', () => {
  expect(WebhooksResource.verifySignature(RAW.body, RAW.headers, 'whsec_b3RoZXI=')).toBe(false);
});

test('now is the clock’s', () => {
  vi.useFakeTimers({ now: RAW.timestamp * 1000 });
  expect(verifySignature(RAW.body, RAW.headers, RAW.secrets)).toBe(true);
  vi.setSystemTime((RAW.timestamp + 301) * 1000);
  expect(verifySignature(RAW.body, RAW.headers, RAW.secrets)).toBe(false);
  vi.useRealTimers();
});

describe('a signature alone', () => {
  test('of each format, with what it needs beside it', () => {
    const { timestamp: now, secrets } = RAW;
    const raw = RAW.headers['X-Hatched-Signature'];
    expect(verifySignature(RAW.body, raw, secrets, { now, timestamp: now })).toBe(true);
    expect(verifySignature(RAW.body, raw, secrets, { now, timestamp: String(now) })).toBe(true);
    expect(verifySignature(ENVELOPE.body, ENVELOPE.headers['Hatched-Signature'], secrets, { now })).toBe(true);
    const options = { now, timestamp: now, deliveryId: STANDARD.delivery_id };
    expect(verifySignature(STANDARD.body, STANDARD.headers['webhook-signature'], secrets, options)).toBe(true);
  });

  test('without a timestamp, or with another, is refused', () => {
    const { timestamp: now, secrets } = RAW;
    const raw = RAW.headers['X-Hatched-Signature'];
    expect(verifySignature(RAW.body, raw, secrets, { now })).toBe(false);
    expect(verifySignature(RAW.body, raw, secrets, { now, timestamp: now + 1 })).toBe(false);
    expect(verifySignature(RAW.body, raw, secrets, { now, timestamp: '' })).toBe(false);
    expect(
      verifySignature(STANDARD.body, STANDARD.headers['webhook-signature'], secrets, { now, timestamp: now }),
    ).toBe(false);
  });
});

test('what is missing is false', () => {
  const { body, headers, secrets, timestamp: now } = RAW;
  const nothing = undefined as unknown as string;
  expect(verifySignature(nothing, headers, secrets, { now })).toBe(false);
  expect(verifySignature(body, nothing, secrets, { now })).toBe(false);
  expect(verifySignature(body, null, secrets, { now })).toBe(false);
  expect(verifySignature(body, headers, nothing, { now })).toBe(false);
  expect(verifySignature(body, {}, secrets, { now })).toBe(false);
});

test('a parsed body throws with a sentence that names the mend', () => {
  const parsed = JSON.parse(RAW.body) as string;
  expect(() => verifySignature(parsed, RAW.headers, RAW.secrets)).toThrow(
    /parsed already.*express\.raw.*request\.text/s,
  );
});

test('what the official library of Standard Webhooks signs is believed, and the other way round', () => {
  const secret = STANDARD.secrets[0]!;
  const at = new Date();
  const headers = { 'webhook-id': 'wh_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)) };
  const signature = new Webhook(secret).sign('wh_1', at, STANDARD.body);
  expect(verifySignature(STANDARD.body, { ...headers, 'webhook-signature': signature }, secret)).toBe(true);
  vi.useFakeTimers({ now: STANDARD.timestamp * 1000 });
  expect(new Webhook(secret).verify(STANDARD.body, STANDARD.headers)).toMatchObject({ type: 'badge.awarded' });
  vi.useRealTimers();
});

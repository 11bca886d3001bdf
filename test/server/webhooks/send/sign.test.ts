import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Format, WebhookEventName } from '../../../../src/contract/webhooks.ts';
import {
  camelCased,
  signatureHeaders,
  signedRequest,
  type Outgoing,
} from '../../../../src/server/webhooks/send/sign.ts';

interface Vector {
  name: string;
  format: Format;
  secrets: string[];
  delivery_id: string;
  event: WebhookEventName;
  timestamp: number;
  body: string;
  headers: Record<string, string>;
}
const file = new URL('../../../fixtures/webhook-signatures.json', import.meta.url);
const { signed } = JSON.parse(readFileSync(file, 'utf8')) as { signed: Vector[] };

test.each(signed.map((vector) => [vector.name, vector] as const))('signs the vector "%s"', (_, vector) => {
  expect(signatureHeaders(vector, vector, vector.timestamp, vector.body)).toEqual(vector.headers);
});

const outgoing: Outgoing = {
  delivery_id: 'wh_1',
  customer_id: 'cus_1',
  event: 'evolution.ready',
  event_id: 'lesson-1',
  request_id: 'req-1',
  created_at: Date.UTC(2026, 3, 15, 12),
  payload: { buddy_id: 'buddy_1', next_stage: 2, conditions: { 'coins_earned >= 5': true, a_key: false } },
};
const bodyIn = (format: Format) =>
  JSON.parse(signedRequest(outgoing, { format, secrets: ['s'] }, 0).body) as Record<string, unknown>;

test('raw: the payload alone', () => expect(bodyIn('raw')).toEqual(outgoing.payload));

test('envelope: ids around the payload in camelCase, the words of conditions as they are', () => {
  expect(bodyIn('envelope')).toEqual({
    deliveryId: 'wh_1',
    eventId: 'lesson-1',
    type: 'evolution.ready',
    customerId: 'cus_1',
    createdAt: '2026-04-15T12:00:00.000Z',
    requestId: 'req-1',
    data: { buddyId: 'buddy_1', nextStage: 2, conditions: { 'coins_earned >= 5': true, a_key: false } },
  });
});

test('standard: type, time and the payload', () => {
  expect(bodyIn('standard')).toEqual({
    type: 'evolution.ready',
    timestamp: '2026-04-15T12:00:00.000Z',
    data: outgoing.payload,
  });
});

test('a secret of old, in base64url, goes on working in every format', () => {
  const bytes = Buffer.from('fbff'.repeat(16), 'hex');
  const [old, today] = (['base64url', 'base64'] as const).map((alphabet) => `whsec_${bytes.toString(alphabet)}`);
  expect(old).not.toBe(today);
  const signed = (format: Format, secret: string) => signatureHeaders({ format, secrets: [secret] }, outgoing, 1, '{}');
  // Decoded it is the same key; as the text that it is, each is its own.
  expect(signed('standard', old!)).toEqual(signed('standard', today!));
  const hmac = createHmac('sha256', old!).update('1.{}').digest('hex');
  expect(signed('raw', old!)['X-Hatched-Signature']).toBe(`sha256=${hmac}`);
  expect(signed('envelope', old!)['Hatched-Signature']).toBe(`t=1,v1=${hmac}`);
});

test('the request id goes along, and the timestamp is that of the sending', () => {
  const { headers } = signedRequest(outgoing, { format: 'raw', secrets: ['s'] }, 1_776_254_400_999);
  expect(headers).toMatchObject({ 'X-Request-Id': 'req-1', 'X-Hatched-Timestamp': '1776254400' });
});

test('fields of fields are in camelCase too', () => {
  expect(camelCased({ source: { event_type: 'lesson' } })).toEqual({ source: { eventType: 'lesson' } });
});

import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  verifyExpressRequest,
  verifyFastifyRequest,
  verifyHonoRequest,
  verifyRequest,
  type VerifiedWebhook,
} from '../../../src/sdk/webhooks/index.ts';
import { ENVELOPE, RAW, STANDARD, type Signed } from './vectors.ts';

const options = { now: RAW.timestamp };
const { secrets } = RAW;
const FORMATS = [RAW, ENVELOPE, STANDARD].map((vector) => [vector.format, vector] as const);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Delivers over HTTP, as the server does; answers what the handler has made of it. */
async function deliver(url: string, { headers, body }: Pick<Signed, 'headers' | 'body'>): Promise<VerifiedWebhook> {
  const type = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/hooks`, { method: 'POST', headers: { ...type, ...headers }, body });
  return (await answer.json()) as VerifiedWebhook;
}

async function addressOf(server: Server): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const forged = { ...RAW, body: RAW.body.replace('first_lesson', 'second_lesson') };
const GOOD = {
  valid: true,
  eventType: 'badge.awarded',
  deliveryId: RAW.delivery_id,
  event: { badgeId: 'first_lesson' },
};

/** Each of them in each format; and what was changed on the way, reads as nothing. */
function behavesWith(start: () => Promise<string>, reason: string): void {
  test.each(FORMATS)('%s', async (_format, vector) => {
    expect(await deliver(await start(), vector)).toMatchObject(GOOD);
  });

  test('another body, no body, no JSON, no headers', async () => {
    const url = await start();
    expect(await deliver(url, forged)).toMatchObject({ valid: false, reason, event: null });
    expect(await deliver(url, { ...RAW, body: '' })).toMatchObject({ valid: false, reason: 'missing_body' });
    expect(await deliver(url, { headers: {}, body: RAW.body })).toMatchObject({ reason: 'missing_header' });
  });
}

describe.each([
  ['no body parser', [], 'invalid_signature'],
  ['express.raw() before it', [express.raw({ type: 'application/json' })], 'invalid_signature'],
  ['express.text() before it', [express.text({ type: 'application/json' })], 'invalid_signature'],
  ['express.json() before it', [express.json()], 'missing_body'],
  [
    'express.json() before it that keeps the raw body',
    [express.json({ verify: (request, _response, raw) => void Object.assign(request, { rawBody: raw }) })],
    'invalid_signature',
  ],
] as const)('Express with %s', (_name, parsers, reason) => {
  behavesWith(async () => {
    const app = express();
    for (const parser of parsers) app.use(parser);
    app.post('/hooks', async (request, response) => {
      response.json(await verifyExpressRequest(request, secrets, options));
    });
    return addressOf(app.listen(0, '127.0.0.1'));
  }, reason);
});

describe('Fastify', () => {
  describe.each([
    ['its own parser', false, 'missing_body'],
    ['a parser that keeps the bytes', true, 'invalid_signature'],
  ] as const)('with %s', (_name, keeps, reason) => {
    behavesWith(async () => {
      const app = Fastify();
      if (keeps) {
        app.removeContentTypeParser('application/json');
        app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      } else {
        // Fastify refuses an empty body of type JSON before any handler.
        app.setErrorHandler((_error, request, reply) =>
          verifyFastifyRequest(request, secrets, options).then((found) => reply.code(400).send(found)),
        );
      }
      app.post('/hooks', (request) => verifyFastifyRequest(request, secrets, options));
      closing.push(() => app.close());
      return app.listen({ port: 0, host: '127.0.0.1' });
    }, reason);
  });
});

describe('Hono on Node', () => {
  describe.each([
    ['nothing', false],
    ['a middleware that has read the JSON', true],
  ] as const)('after %s', (_name, reads) => {
    behavesWith(async () => {
      const app = new Hono();
      if (reads) {
        app.use(async (context, next) => {
          await context.req.json().catch(() => null);
          await next();
        });
      }
      app.post('/hooks', async (context) => context.json(await verifyHonoRequest(context, secrets, options)));
      return addressOf(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server);
    }, 'invalid_signature');
  });
});

describe('a plain Request', () => {
  test.each(FORMATS)('%s', async (_format, { headers, body }) => {
    const request = new Request('https://app.test/hooks', { method: 'POST', headers, body });
    expect(await verifyRequest(request, secrets, options)).toMatchObject(GOOD);
  });

  test('whose body was read before has none', async () => {
    const request = new Request('https://app.test/hooks', { method: 'POST', headers: RAW.headers, body: RAW.body });
    await request.text();
    expect(await verifyRequest(request, secrets, options)).toMatchObject({ valid: false, reason: 'missing_body' });
  });
});

test('the event’s type tells what it holds', async () => {
  const request = new Request('https://app.test/hooks', { method: 'POST', headers: RAW.headers, body: RAW.body });
  const found = await verifyRequest(request, secrets, options);
  if (!found.valid) throw new Error(found.reason);
  // @ts-expect-error: not every event is a badge's
  void found.event.badgeId;
  if (found.eventType !== 'badge.awarded') throw new Error(found.eventType);
  const id: string = found.event.badgeId;
  expect(id).toBe('first_lesson');
});

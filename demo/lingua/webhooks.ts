import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HatchedClient } from 'hatched-buddy/sdk';
import { verifyFastifyRequest, type VerifiedWebhook } from 'hatched-buddy/sdk/webhooks';
import { PassThrough } from 'node:stream';

/** The path that the server sends webhooks to. */
export const HOOKS = '/hooks';
/** Late comers are told of so many. */
const KEPT = 50;

/** A webhook whose signature was right, as those who watch are told of it. */
interface Received {
  delivery_id: string;
  type: string;
  received_at: string;
  event: Record<string, unknown>;
}

export interface Inbox {
  /** Has the server send everything that happens to this app, under a secret of this start's own. */
  register(client: HatchedClient, url: string): Promise<void>;
}

/** Receives the server's webhooks, and passes those that are verified on to whoever watches (`GET /demo/webhooks`). */
export function installWebhooks(app: FastifyInstance, now: () => number): Inbox {
  const received = new Map<string, Received>();
  const watchers = new Set<PassThrough>();
  let secret: string | null = null;

  function keep({ deliveryId, eventType, event }: Extract<VerifiedWebhook, { valid: true }>): void {
    // What is sent twice is one delivery.
    if (received.has(deliveryId)) return;
    const one = {
      delivery_id: deliveryId,
      type: eventType,
      received_at: new Date(now()).toISOString(),
      event: { ...event },
    };
    received.set(deliveryId, one);
    if (received.size > KEPT) received.delete(received.keys().next().value!);
    for (const watcher of watchers) watcher.write(line(one));
  }

  app.post(HOOKS, async (request, reply) => {
    const webhook = await verifyFastifyRequest(request, secret, { now: now() / 1000 });
    if (!webhook.valid) return reply.code(400).send({ error: { message: `Not verified: ${webhook.reason}.` } });
    keep(webhook);
    return reply.code(204).send();
  });

  app.get('/demo/webhooks', (_request: FastifyRequest, reply: FastifyReply) => {
    const watcher = new PassThrough();
    watchers.add(watcher);
    watcher.once('close', () => watchers.delete(watcher));
    watcher.write('retry: 1000\n\n');
    for (const one of received.values()) watcher.write(line(one));
    return reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).send(watcher);
  });
  // A stream that is open would keep the app from closing.
  app.addHook('preClose', (done) => {
    for (const watcher of watchers) watcher.end();
    done();
  });

  return {
    async register(client, url) {
      const { endpointId, secret: own } = await endpointAt(client, url);
      secret = own;
      // Whatever the server has disabled while this app was away.
      await client.webhooks.update(endpointId, { active: true });
    },
  };
}

/** A secret is shown once and kept nowhere here: of an endpoint that is there already it is rotated. */
async function endpointAt(client: HatchedClient, url: string) {
  for await (const endpoint of client.webhooks.list()) {
    if (endpoint.url === url) return client.webhooks.rotateSecret(endpoint.endpointId, { graceSeconds: 0 });
  }
  return client.webhooks.create({ url, events: ['*'], description: 'Lingua, the example app' });
}

const line = (one: Received): string => `data: ${JSON.stringify(one)}\n\n`;

import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isHatchedError, type HatchedClient, type SessionScope } from 'hatched-buddy/sdk';
import { createCount } from './counted.ts';
import { homeZone } from './history.ts';
import { isOwnHost } from './hosts.ts';
import { LEARNERS, USER_IDS } from './learners.ts';
import { forget, raised } from './raise.ts';
import { LINGUA_EVENTS } from './rules/configuration.ts';
import { Busy, createTurns } from './turns.ts';
import { installWebhooks, type Inbox } from './webhooks.ts';

const PAGE = fileURLToPath(new URL('page/', import.meta.url));
/** What stands in the page for the address of the server. */
const EXAMPLE = /https:\/\/buddy\.example\.com/g;
/** Calls for a token that one address may make in a minute. */
export const MOST_CALLS = 300;
const SCOPES: SessionScope[] = [
  'read',
  'events:track',
  'marketplace:browse',
  'marketplace:purchase',
  'items:equip',
  'buddy:hatch',
  'buddy:rename',
];

interface LinguaOptions {
  /** With the secret key. */
  client: HatchedClient;
  /** Where browsers find the server: its origin. */
  server: string;
  /** Where browsers find this app: its origin. */
  url: string;
  /** Visits wait for it: the rules are published, and the learner whom the page opens with is raised. */
  opened?: () => Promise<void>;
  now?: () => number;
}

export interface Lingua {
  app: FastifyInstance;
  inbox: Inbox;
}

interface Asked {
  Body: { user_id: string };
}

/**
 * Lingua, an app whose learners have buddies: its page, and the backend that its page asks. A real one knows the learner
 * from its own session; this one believes the page.
 */
export async function buildLingua({
  client,
  server,
  url,
  opened = () => Promise.resolve(),
  now = Date.now,
}: LinguaOptions): Promise<Lingua> {
  const app = fastify({
    logger: false,
    ajv: { customOptions: { removeAdditional: false } },
    forceCloseConnections: true,
  });
  const studios = originsOf(server);
  const own = new URL(url).hostname;
  const inTurn = createTurns();

  /** A token for the page of this learner. Who has a history is given it on the first visit, who has none an egg. */
  async function session(userId: string) {
    await opened();
    const learner = LEARNERS.find((one) => one.userId === userId);
    if (learner) await raised(client, learner, now());
    const { token } = await client.widgetSessions.create({
      userId,
      ensureEgg: true,
      scopes: SCOPES,
      eventTypes: Object.values(LINGUA_EVENTS),
      timeZone: homeZone(),
    });
    return { token };
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request, own)) return reply.code(403).send(refusal(`Open Lingua under ${url}.`));
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin && studios.includes(origin)) reply.header('access-control-allow-origin', origin);
  });
  app.setErrorHandler((error, _request, reply) => answerError(error, reply));

  const mayAsk = createCount(MOST_CALLS, now);
  const onRequest = async ({ ip }: FastifyRequest, reply: FastifyReply) => {
    if (mayAsk(ip)) return;
    return reply
      .code(429)
      .header('retry-after', '60')
      .send(refusal('Too many visits in this minute. Come back in a minute.'));
  };
  const body = {
    type: 'object',
    required: ['user_id'],
    additionalProperties: false,
    properties: { user_id: { enum: USER_IDS } },
  };
  app.post<Asked>('/demo/session', { schema: { body }, onRequest }, ({ body: { user_id } }) =>
    inTurn(user_id, () => session(user_id)),
  );
  app.post<Asked>('/demo/start-over', { schema: { body }, onRequest }, ({ body: { user_id } }) =>
    inTurn(user_id, async () => {
      await opened();
      await forget(client, user_id);
      return session(user_id);
    }),
  );
  const inbox = installWebhooks(app, now);

  const page = (await readFile(`${PAGE}index.html`, 'utf8')).replace(EXAMPLE, server);
  const policy = policyOf(server, studios);
  app.get('/', (_request, reply) =>
    reply
      .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  await app.register(fastifyStatic, {
    root: PAGE,
    index: false,
    cacheControl: false,
    allowedPath: (path) => !path.endsWith('.html'),
    setHeaders: revalidated,
  });
  return { app, inbox };
}

/** The page loads the element from the server and asks it for everything; the studio, which the server shows, may frame it. */
const policyOf = (server: string, studios: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${server}`,
    `style-src 'self' ${server}`,
    `img-src 'self' ${server}`,
    `connect-src 'self' ${server}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors 'self' ${studios.join(' ')}`,
  ].join('; ');

/** A machine's own server is opened under its address and under `localhost`. */
function originsOf(server: string): string[] {
  const other = new URL(server);
  if (other.hostname === '127.0.0.1') other.hostname = 'localhost';
  return [...new Set([server, other.origin])];
}

function revalidated(reply: FastifyReply): void {
  reply.header('cache-control', 'no-cache');
}

const refusal = (message: string) => ({ error: { message } });

/** What the page asked for wrongly is said to it; what the server refused, or that it is away, too. */
function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (isHatchedError(error)) {
    console.error(`Lingua: ${error.code}, request ${error.requestId}: ${error.message}`);
    return reply.code(error.statusCode === 429 ? 429 : 502).send(refusal(error.message));
  }
  if (error instanceof Busy) return reply.code(429).send(refusal(error.message));
  const { statusCode = 500, message } = error as { statusCode?: number; message: string };
  if (statusCode >= 500) console.error(error);
  return reply.code(statusCode).send(refusal(statusCode >= 500 ? 'Lingua failed. Its log says why.' : message));
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Mode } from '../../src/contract/common.ts';
import { PUBLISHABLE_SCOPES } from '../../src/contract/credentials.ts';
import type { Millis } from '../../src/engine/types.ts';
import { buildApp } from '../../src/server/http/app.ts';
import { createKey } from '../../src/server/workspace/keys/keys.ts';
import { createLog } from '../../src/server/log.ts';
import type { Parts } from '../../src/server/context.ts';
import type { RouteDefinition } from '../../src/server/http/route.ts';
import type { Settings } from '../../src/server/settings.ts';
import { buildParts, closeParts, type Overrides } from '../../src/server/start.ts';
import type { World } from '../../src/server/store/rows.ts';
import { TestClock } from './clock.ts';

/** Tests begin on a Wednesday, at noon UTC. */
export const TEST_START: Millis = Date.UTC(2026, 3, 15, 12);

export const testSettings: Settings = {
  host: '127.0.0.1',
  port: 0,
  dataDir: '',
  databaseUrl: undefined,
  redisUrl: undefined,
  bootstrapSecretKey: undefined,
  bootstrapPublishableKey: undefined,
  signingSecrets: ['a signing secret for tests, long enough'],
  demo: false,
  demoApp: undefined,
  allowPrivateWebhooks: true,
  webhookProxy: undefined,
  webhookConcurrency: 64,
  digestUrl: undefined,
  rateLimit: false,
  secretKeyRate: 6000,
  seatRate: 2000,
  keepDeliveriesDays: 90,
  publicUrl: 'http://buddy.test',
  trustProxy: false,
  logLevel: 'silent',
};

export interface WorldWithKeys extends World {
  secret: string;
  publishable: string;
}

export interface Call extends Pick<InjectOptions, 'headers' | 'remoteAddress' | 'query'> {
  /** Sent as `Authorization: Bearer`; the test world's secret key where nothing is said, none where null. */
  as?: string | null;
  /** Texts and bytes are sent as they are, everything else as JSON. */
  body?: unknown;
  idempotencyKey?: string;
}

export interface Reply<T> {
  status: number;
  headers: LightMyRequestResponse['headers'];
  /** The JSON of the answer; undefined where there is none. */
  body: T;
  text: string;
}

export interface TestServer {
  app: FastifyInstance;
  parts: Parts;
  clock: TestClock;
  /** One customer's two worlds, with a secret key and a publishable key of all scopes each. */
  test: WorldWithKeys;
  live: WorldWithKeys;
  /** Another customer's worlds. */
  makeCustomer(): Promise<Record<Mode, WorldWithKeys>>;
  /** Calls under `/api/v1`, or at the root where the path starts with `//`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  call<T = any>(method: RouteDefinition['method'], path: string, call?: Call): Promise<Reply<T>>;
  /** Listens on a free port; answers the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface TestServerOptions extends Overrides {
  settings?: Partial<Settings>;
  /** Adds routes of a test's own. */
  install?: (app: FastifyInstance) => void;
}

/** The real app on a SQLite store of its own (or the settings' database), with a clock that stands still. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { settings: wanted, install, ...overrides } = options;
  const dataDir = wanted?.dataDir ?? (await mkdtemp(join(tmpdir(), 'hatched-')));
  const settings = { ...testSettings, ...wanted, dataDir };
  const clock = new TestClock(TEST_START);
  const parts = await buildParts(settings, {
    clock: clock.now,
    timers: clock,
    log: createLog(settings.logLevel),
    ...overrides,
  });
  const app = buildApp(parts);
  install?.(app);
  checkAnswers(app);
  const worlds = await makeCustomer(parts);
  await app.ready();

  return {
    app,
    parts,
    clock,
    ...worlds,
    makeCustomer: () => makeCustomer(parts),
    call: (method, path, call = {}) => inject(app, method, path, { as: worlds.test.secret, ...call }),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      parts.live.close();
      await app.close();
      await closeParts(parts);
      if (wanted?.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeCustomer(parts: Parts): Promise<Record<Mode, WorldWithKeys>> {
  const customer_id = parts.ids('customer');
  const makeWorld = async (mode: Mode): Promise<WorldWithKeys> => {
    const world = { customer_id, mode };
    const secret = await createKey(parts, world, { kind: 'secret', label: 'Tests' });
    const scopes = [...PUBLISHABLE_SCOPES];
    const publishable = await createKey(parts, world, {
      kind: 'publishable',
      label: 'Tests',
      scopes,
      allowed_origins: ['*'],
    });
    return { ...world, secret: secret.key, publishable: publishable.key };
  };
  return { live: await makeWorld('live'), test: await makeWorld('test') };
}

async function inject<T>(
  app: FastifyInstance,
  method: RouteDefinition['method'],
  path: string,
  { as, body, idempotencyKey, headers, ...rest }: Call,
): Promise<Reply<T>> {
  const answer = await app.inject({
    ...rest,
    method,
    url: path.startsWith('//') ? path.slice(1) : `/api/v1${path}`,
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...headers,
    },
    ...(body !== undefined && { payload: isRaw(body) ? body : JSON.stringify(body) }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: (isJson ? answer.json() : undefined) as T,
    text: answer.body,
  };
}

const isRaw = (body: unknown): body is string | Buffer => typeof body === 'string' || Buffer.isBuffer(body);

/** Every answer has to be what the contract says: one that is not fails the test that made the call, as a 500. */
function checkAnswers(app: FastifyInstance): void {
  app.addHook('preSerialization', (request, reply, payload, done) => {
    const schema = request.routeOptions.config.definition?.answers[reply.statusCode];
    const result = schema?.safeParse(payload);
    if (result && !result.success) {
      const where = `${request.method} ${request.routeOptions.url} → ${reply.statusCode}`;
      done(new Error(`${where} does not answer what the contract says: ${result.error.message}`));
    } else done(null, payload);
  });
}

/** For tests that need an id, a key or a name that nothing else has. */
export const unique = (prefix: string): string => `${prefix}_${randomBytes(6).toString('hex')}`;

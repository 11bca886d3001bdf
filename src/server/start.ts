import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './http/app.ts';
import { createTokens } from './gate/tokens.ts';
import { eventHashKey } from './workspace/seal-anew.ts';
import { createConfigCache } from './workspace/configuration/cache.ts';
import { keepFirstKey } from './workspace/kept-key.ts';
import { makeFirstKeys, openWorkspace, type ShownKeys } from './workspace/first-boot.ts';
import { createMemoryLimiter, type Limiter } from './gate/limiter.ts';
import { idMaker } from './ids.ts';
import { startJobs, type Jobs } from './jobs/index.ts';
import { createLive } from './state/live.ts';
import { createStreamLimits } from './state/stream-limits.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Parts } from './context.ts';
import { createCatalogPictures } from './pictures/catalog.ts';
import { createPngMaker } from './pictures/png.ts';
import { createShownPictures } from './pictures/kept/shown.ts';
import { showQueueDepths } from './metrics/queue-depths.ts';
import { keepRelease, releaseOnDisk } from './releases/releases.ts';
import { hasherOf, secretsOf, signingSecretsOf } from './secrets.ts';
import type { Settings } from './settings.ts';
import { openStorage } from './storage.ts';
import { realTimers } from './timers.ts';
import { startWebhooks, type Webhooks } from './webhooks/start.ts';

/** What tests replace. */
export type Overrides = Partial<Pick<Parts, 'clock' | 'timers' | 'ids' | 'random' | 'log' | 'store'>>;

export interface RunningServer {
  app: FastifyInstance;
  parts: Parts;
  /** Made on this first boot: to be shown, this once. */
  newKeys: ShownKeys[];
  /** Ends streams, answers what is running, then closes the store. */
  close(): Promise<void>;
}

/** Opens everything that the server is built from. Throws in one sentence where something cannot be opened. */
export async function buildParts(settings: Settings, overrides: Overrides = {}): Promise<Parts> {
  const clock = overrides.clock ?? Date.now;
  const random = overrides.random ?? randomBytes;
  const log = overrides.log ?? createLog(settings.logLevel);
  // The store makes the data directory, which holds the secrets, and needs them later.
  const store =
    overrides.store ?? (await openStorage({ ...settings, clock, log, hashEventId: (id) => hashEventId(id) }));
  const secrets = secretsOf(await signingSecretsOf(settings, random), random);
  const hashEventId = hasherOf(await eventHashKey({ store, secrets, log }));
  const metrics = createMetrics(clock);
  showQueueDepths(metrics, store.queues, clock);
  const streams = createStreamLimits();
  metrics.gauge('state_streams', 'State streams that are open.', streams.count);
  return {
    settings,
    store,
    clock,
    timers: overrides.timers ?? realTimers,
    ids: overrides.ids ?? idMaker(clock),
    random,
    log,
    secrets,
    tokens: createTokens(secrets.tokenKeys, clock),
    configs: createConfigCache(store.configs, clock),
    catalog: createCatalogPictures({ store, clock }),
    shown: createShownPictures({ store, clock }),
    pngs: createPngMaker(clock),
    limiter: await openLimiter(settings, clock, log),
    metrics,
    live: createLive(store),
    streams,
    isDegraded: () => false,
  };
}

/** Starts the server on the parts; answers once it listens. Where it cannot, the parts are closed again. */
export async function startServer(parts: Parts): Promise<RunningServer> {
  const app = buildApp(parts);
  let jobs: Jobs | undefined;
  let webhooks: Webhooks | undefined;
  const close = async () => {
    parts.live.close();
    // Together: a delivery to a slow receiver takes most of the time that a stop may take.
    await Promise.all([app.close(), webhooks?.stop()]);
    await jobs?.stop();
    await closeParts(parts);
  };
  try {
    const { customer_id } = await openWorkspace(parts);
    await app.listen({ host: parts.settings.host, port: parts.settings.port });
    await keepRelease(parts, await releaseOnDisk());
    jobs = startJobs(parts);
    const dispatching = (webhooks = await startWebhooks(parts));
    parts.isDegraded = () => dispatching.isDegraded();
    const newKeys = await makeFirstKeys(parts, customer_id);
    await keepFirstKey(parts, newKeys);
    return { app, parts, newKeys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function closeParts(parts: Parts): Promise<void> {
  await parts.limiter.close();
  await parts.store.close();
}

/** Where a server that listens can be reached from this machine. */
export function localUrl(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${family === 'IPv6' && host !== '127.0.0.1' ? `[${host}]` : host}:${port}`;
}

async function openLimiter({ redisUrl }: Settings, clock: () => number, log: Logger): Promise<Limiter> {
  if (!redisUrl) return createMemoryLimiter(clock);
  const { openRedisLimiter } = await import('./gate/limiter-redis.ts');
  return openRedisLimiter(redisUrl, clock, log);
}

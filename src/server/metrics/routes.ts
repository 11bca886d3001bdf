import { z } from 'zod';
import { Refusal } from '../../contract/errors.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';
import { StoreUnavailable } from '../store/store.ts';
import { onceASecond } from './once-a-second.ts';

const ANSWER_LIMIT_MS = 2000;

type HealthStatus = 'up' | 'degraded' | 'down';

/** What it cannot serve without is `down`; what it serves worse without is `degraded`, and keeps nobody away from it. */
export function monitoringRoutes(parts: Parts): RouteDefinition[] {
  const { store, limiter, settings, log, clock, metrics } = parts;

  async function isAway(name: string, ping: () => Promise<void>): Promise<string | null> {
    try {
      await withinLimit(ping());
      return null;
    } catch (err) {
      log.warn({ err, part: name }, 'not ready');
      return err instanceof StoreUnavailable ? err.reason : 'unreachable';
    }
  }

  const look = onceASecond(clock, async () => {
    const [database, redis] = await Promise.all([
      isAway('database', () => store.ping()),
      settings.redisUrl ? isAway('redis', () => limiter.ping()) : null,
    ]);
    const checks: Record<string, HealthStatus> = { database: database === null ? 'up' : 'down' };
    if (settings.redisUrl) checks['redis'] = redis !== null || parts.isDegraded() ? 'degraded' : 'up';
    return { checks, reason: database };
  });

  return [
    route({
      method: 'GET',
      path: '/health/live',
      root: true,
      uncounted: true,
      summary: 'Whether the process answers.',
      allow: {},
      answers: { 200: z.object({ status: z.literal('live') }) },
      respond: async () => ({ status: 'live' }),
    }),
    route({
      method: 'GET',
      path: '/health/ready',
      root: true,
      uncounted: true,
      summary: 'Whether it can serve; 503 naming what is down. What is degraded is named and goes on.',
      allow: {},
      answers: {
        200: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.enum(['up', 'degraded'])) }),
      },
      respond: async () => {
        const { checks, reason } = await look();
        const down = Object.keys(checks).filter((name) => checks[name] === 'down');
        if (down.length > 0) {
          throw new Refusal('service_unavailable', `Down: ${down.join(', ')} (${reason}).`, { down, reason });
        }
        return { status: 'ready', checks };
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      root: true,
      summary: 'Figures for Prometheus.',
      allow: {},
      answers: { 200: z.string() },
      produces: 'text/plain; version=0.0.4; charset=utf-8',
      respond: () => metrics.text(),
    }),
  ];
}

function withinLimit(answer: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_LIMIT_MS} ms`)), ANSWER_LIMIT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

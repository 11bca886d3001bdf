import { z } from 'zod';
import { Refusal } from '../../contract/errors.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const ANSWER_LIMIT_MS = 2000;

export function healthRoutes({ store, limiter, settings, log }: Parts): RouteDefinition[] {
  const checks: [name: string, ping: () => Promise<void>][] = [['database', () => store.ping()]];
  if (settings.redis_url) checks.push(['redis', () => limiter.ping()]);

  async function isDown(name: string, ping: () => Promise<void>): Promise<boolean> {
    try {
      await withinLimit(ping());
      return false;
    } catch (err) {
      log.warn({ err, part: name }, 'not ready');
      return true;
    }
  }

  return [
    route({
      method: 'GET',
      path: '/health/live',
      root: true,
      summary: 'Whether the process answers.',
      allow: {},
      answers: { 200: z.object({ status: z.literal('live') }) },
      handler: () => Promise.resolve({ status: 200, body: { status: 'live' as const } }),
    }),
    route({
      method: 'GET',
      path: '/health/ready',
      root: true,
      summary: 'Whether it can serve; 503 naming what is down.',
      allow: {},
      answers: { 200: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.literal('up')) }) },
      handler: async () => {
        const results = await Promise.all(checks.map(([name, ping]) => isDown(name, ping)));
        const down = checks.filter((_, at) => results[at]).map(([name]) => name);
        if (down.length > 0) throw new Refusal('service_unavailable', `Down: ${down.join(', ')}.`, { down });
        return {
          status: 200,
          body: { status: 'ready' as const, checks: Object.fromEntries(checks.map(([name]) => [name, 'up'])) },
        };
      },
    }),
  ];
}

function withinLimit(answer: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_LIMIT_MS} ms`)), ANSWER_LIMIT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

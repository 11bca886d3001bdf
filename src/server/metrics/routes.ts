import { z } from 'zod';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

export function metricsRoutes({ metrics }: Pick<Parts, 'metrics'>): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/metrics',
      root: true,
      summary: 'Figures for Prometheus.',
      allow: {},
      answers: { 200: z.string() },
      produces: 'text/plain; version=0.0.4; charset=utf-8',
      handler: async () => ({ status: 200, body: await metrics.text() }),
    }),
  ];
}

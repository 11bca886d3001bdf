import type { Parts } from '../../parts.ts';
import type { RouteDefinition } from '../route.ts';
import { apiKeysRoutes } from './api-keys.ts';
import { assetsRoutes } from './assets.ts';
import { buddiesRoutes } from './buddies.ts';
import { buddyEconomyRoutes } from './buddy-economy.ts';
import { configRoutes } from './config.ts';
import { demoRoutes } from './demo.ts';
import { docsRoutes } from './docs.ts';
import { eggsRoutes } from './eggs.ts';
import { embedTokensRoutes } from './embed-tokens.ts';
import { eventsRoutes } from './events.ts';
import { healthRoutes } from './health.ts';
import { imagesRoutes } from './images.ts';
import { leaderboardsRoutes } from './leaderboards.ts';
import { ledgerRoutes } from './ledger.ts';
import { metricsRoutes } from './metrics.ts';
import { operationsRoutes } from './operations.ts';
import { usersRoutes } from './users.ts';
import { webhookEndpointsRoutes } from './webhook-endpoints.ts';
import { widgetActionsRoutes } from './widget-actions.ts';
import { widgetSessionsRoutes } from './widget-sessions.ts';
import { widgetRoutes } from './widget.ts';

const RESOURCES: ((parts: Parts) => RouteDefinition[])[] = [
  eventsRoutes,
  usersRoutes,
  eggsRoutes,
  operationsRoutes,
  buddiesRoutes,
  buddyEconomyRoutes,
  ledgerRoutes,
  leaderboardsRoutes,
  assetsRoutes,
  widgetRoutes,
  widgetActionsRoutes,
  imagesRoutes,
  widgetSessionsRoutes,
  embedTokensRoutes,
  apiKeysRoutes,
  configRoutes,
  webhookEndpointsRoutes,
  healthRoutes,
  metricsRoutes,
  demoRoutes,
];

/** Every route, in the order in which the documentation lists them. */
export function allRoutes(parts: Parts): RouteDefinition[] {
  const all: RouteDefinition[] = RESOURCES.flatMap((routes) => routes(parts));
  all.push(...docsRoutes(() => all));
  return all;
}

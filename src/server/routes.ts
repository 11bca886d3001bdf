import type { Parts } from './context.ts';
import type { RouteDefinition } from './http/route.ts';
import { apiKeysRoutes } from './workspace/keys/routes.ts';
import { assetsRoutes } from './pictures/assets/routes.ts';
import { buddiesRoutes } from './buddies/routes.ts';
import { buddyEconomyRoutes } from './buddies/economy-routes.ts';
import { configRoutes } from './workspace/configuration/routes.ts';
import { docsRoutes } from './http/docs/routes.ts';
import { eggsRoutes } from './eggs/routes.ts';
import { eventsRoutes } from './events/routes.ts';
import { imagesRoutes } from './pictures/routes.ts';
import { previewRoutes } from './pictures/preview/routes.ts';
import { leaderboardsRoutes } from './leaderboards/routes.ts';
import { monitoringRoutes } from './metrics/routes.ts';
import { operationsRoutes } from './pictures/operations/routes.ts';
import { usersRoutes } from './workspace/users/routes.ts';
import { webhookEndpointsRoutes } from './webhooks/routes.ts';
import { shopRoutes } from './shop/routes.ts';
import { tokenRoutes } from './workspace/sessions/routes.ts';
import { widgetRoutes } from './state/routes.ts';

const RESOURCES: ((parts: Parts) => RouteDefinition[])[] = [
  eventsRoutes,
  usersRoutes,
  eggsRoutes,
  operationsRoutes,
  buddiesRoutes,
  buddyEconomyRoutes,
  leaderboardsRoutes,
  assetsRoutes,
  widgetRoutes,
  shopRoutes,
  imagesRoutes,
  previewRoutes,
  tokenRoutes,
  apiKeysRoutes,
  configRoutes,
  webhookEndpointsRoutes,
  monitoringRoutes,
];

/** Every route, in the order in which the documentation lists them. */
export function allRoutes(parts: Parts): RouteDefinition[] {
  const all: RouteDefinition[] = RESOURCES.flatMap((routes) => routes(parts));
  all.push(...docsRoutes(parts, () => all));
  return all;
}

import { z } from 'zod';
import { sessionAnswer, SESSION_SCOPES } from '../../../contract/credentials.ts';
import { hatchAt, LEARNER, NEWCOMER } from '../../demo/seed.ts';
import { createSession } from '../../domain/tokens.ts';
import { demoWorld } from '../../first-boot.ts';
import type { Parts } from '../../parts.ts';
import { route, type RouteDefinition } from '../route.ts';

const input = z.strictObject({ user_id: z.enum([LEARNER, NEWCOMER]).optional() }).optional();

/**
 * What a customer's own backend does when a signed-in user opens a page: it looks the buddy up (hatching the egg on the
 * first visit) and mints a token for it. A real backend knows the user from its own session; the demo believes the page.
 */
export function demoRoutes(parts: Parts): RouteDefinition[] {
  if (!parts.settings.demo) return [];
  return [
    route({
      method: 'POST',
      path: '/demo/session',
      root: true,
      summary: 'The demo’s own backend: a widget session for its learner, or for the newcomer whose egg is ready.',
      allow: {},
      body: input,
      answers: { 201: sessionAnswer },
      handler: async ({ body }) => {
        const customer_id = await parts.store.settings.putIfAbsent('customer_id', parts.ids('customer'));
        const world = demoWorld(parts, customer_id);
        const { buddy_id, user_id } = await hatchAt(parts, world, body?.user_id ?? LEARNER);
        const session = await createSession(parts, world, { buddy_id, user_id, scopes: [...SESSION_SCOPES] });
        return { status: 201, body: session };
      },
    }),
  ];
}

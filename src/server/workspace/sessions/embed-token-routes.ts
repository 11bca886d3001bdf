import { embedAnswer, embedInput } from '../../../contract/credentials.ts';
import { createEmbedToken } from './sessions.ts';
import type { Parts } from '../../context.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

export function embedTokensRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/embed-tokens',
      summary: 'Sign a token that reads one buddy, or a user’s seat, for a day at most.',
      allow: { secret: true, publishable: 'write:embed-tokens' },
      body: embedInput,
      answers: { 201: embedAnswer },
      handler: async ({ caller, body }) => ({ status: 201, body: await createEmbedToken(parts, caller, body) }),
    }),
  ];
}

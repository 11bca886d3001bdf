import { z } from 'zod';
import { pageOf } from '../../../contract/common.ts';
import { apiKeyInput, apiKeys, newApiKey, rotateKeyInput } from '../../../contract/credentials.ts';
import { idSchema } from '../../../contract/ids.ts';
import { createKey, deleteKey, listKeys, rotateKey } from './keys.ts';
import type { Parts } from '../../context.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

const params = z.strictObject({ key_id: idSchema('key') });

export function apiKeysRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/api-keys',
      summary: 'Make an API key. The key is in this answer and never shown again.',
      allow: { secret: true },
      body: apiKeyInput,
      answers: { 201: newApiKey },
      write: ({ caller, body }) => createKey(parts, caller.world, body),
    }),
    route({
      method: 'GET',
      path: '/api-keys',
      summary: 'List the keys of this mode, masked, newest first.',
      allow: { secret: true },
      query: pageOf('key'),
      answers: { 200: apiKeys },
      respond: ({ caller, query }) => listKeys(parts, caller.world, query),
    }),
    route({
      method: 'POST',
      path: '/api-keys/:key_id/rotate',
      summary: 'Replace a key. The old one works until the grace has passed.',
      allow: { secret: true },
      params,
      body: rotateKeyInput.optional(),
      answers: { 201: newApiKey },
      write: ({ caller, params, body }) => rotateKey(parts, caller.world, params.key_id, body ?? {}),
    }),
    route({
      method: 'DELETE',
      path: '/api-keys/:key_id',
      summary: 'End a key at once. The last secret key cannot be deleted.',
      allow: { secret: true },
      params,
      answers: { 204: null },
      write: ({ caller, params }) => deleteKey(parts, caller.world, params.key_id),
    }),
  ];
}

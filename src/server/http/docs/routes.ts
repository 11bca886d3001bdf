import { z } from 'zod';
import { Refusal } from '../../../contract/errors.ts';
import { VERSION } from '../../version.ts';
import type { Parts } from '../../context.ts';
import { keptFirstKey } from '../../workspace/kept-key.ts';
import { isOwnBrowser } from './own-browser.ts';
import { REFERENCE_POLICY, referencePage } from './page.ts';
import { quickstartPage } from './quickstart.ts';
import { openApiOf } from './openapi.ts';
import { API_BASE } from '../register.ts';
import { route, type RouteDefinition } from '../route.ts';

/** `all` answers every definition, these included. */
export function docsRoutes(parts: Parts, all: () => readonly RouteDefinition[]): RouteDefinition[] {
  let text: Buffer | undefined;
  const page = referencePage({
    version: VERSION,
    spec: `${API_BASE}/openapi.json`,
    files: '/docs',
    tries: true,
  });

  return [
    route({
      method: 'GET',
      path: '/openapi.json',
      summary: 'This API as an OpenAPI 3.1 document.',
      allow: {},
      answers: { 200: z.record(z.string(), z.unknown()) },
      respond: async () => (text ??= Buffer.from(JSON.stringify(openApiOf(all(), VERSION)))),
    }),
    route({
      method: 'GET',
      path: '/docs',
      root: true,
      summary: 'This API as a page to read, where calls of browsers can be tried with a key.',
      allow: {},
      answers: { 200: z.string() },
      produces: 'text/html; charset=utf-8',
      handler: async () => ({ status: 200, body: page, headers: { 'content-security-policy': REFERENCE_POLICY } }),
    }),
    route({
      method: 'GET',
      path: '/docs/quickstart',
      root: true,
      summary:
        'From nothing to a buddy on a page, with the address of this server in the snippets; a demo on this machine fills in its key.',
      allow: {},
      answers: { 200: z.string() },
      produces: 'text/html; charset=utf-8',
      handler: async ({ baseUrl, request }) => {
        const page = await quickstartPage(baseUrl, isOwnBrowser(request) ? await keptFirstKey(parts) : null);
        if (!page) throw new Refusal('resource_not_found', 'The documents have not been built: run npm run build.');
        const headers = { 'content-security-policy': page.policy, 'cache-control': 'no-store' };
        return { status: 200, body: page.html, headers };
      },
    }),
  ];
}

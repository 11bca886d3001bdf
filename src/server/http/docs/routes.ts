import { z } from 'zod';
import { VERSION } from '../../version.ts';
import { docsPage, DOCS_POLICY } from './page.ts';
import { openApiOf, type OpenApi } from './openapi.ts';
import { route, type RouteDefinition } from '../route.ts';

/** `all` answers every definition, these included. */
export function docsRoutes(all: () => readonly RouteDefinition[]): RouteDefinition[] {
  let document: OpenApi | undefined;
  let page: string | undefined;
  const api = () => (document ??= openApiOf(all(), VERSION));

  return [
    route({
      method: 'GET',
      path: '/openapi.json',
      summary: 'This API as an OpenAPI 3.1 document.',
      allow: {},
      answers: { 200: z.record(z.string(), z.unknown()) },
      handler: () => Promise.resolve({ status: 200, body: api() as unknown as Record<string, unknown> }),
    }),
    route({
      method: 'GET',
      path: '/docs',
      root: true,
      summary: 'This API as a page to read.',
      allow: {},
      answers: { 200: z.string() },
      produces: 'text/html; charset=utf-8',
      handler: () => {
        page ??= docsPage(api());
        return Promise.resolve({ status: 200, body: page, headers: { 'content-security-policy': DOCS_POLICY } });
      },
    }),
  ];
}

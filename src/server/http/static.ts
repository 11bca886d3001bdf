import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOME, VERSION } from '../version.ts';

const WIDGET = fileURLToPath(new URL('dist/widget', HOME));
const DOCUMENTS = fileURLToPath(new URL('dist/documents', HOME));
const PUBLIC = fileURLToPath(new URL('public', HOME));

const SHORT = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';
const SERVED = new Set(['.html', '.js', '.css', '.txt', '.map', '.json', '.svg', '.png', '.webp', '.ico', '.woff2']);

/** The widget's files to any origin, short-lived and by version; `public/`. */
export function installStatic(app: FastifyInstance): void {
  serve(app, { root: WIDGET, prefix: `/v/${VERSION}/`, headers: openHeaders(FOR_EVER) });
  serve(app, { root: WIDGET, prefix: '/', headers: openHeaders(SHORT) });
  serve(app, { root: DOCUMENTS, prefix: '/', headers: openHeaders(SHORT), beside: true });
  serve(app, { root: PUBLIC, prefix: '/', headers: openHeaders(SHORT), beside: true });
}

type SetHeaders = (reply: FastifyReply, path: string) => void;

interface Files {
  root: string;
  prefix: string;
  headers: SetHeaders;
  /** Other files have this prefix too: these are found at the start, and each gets a route of its own. */
  beside?: boolean;
}

function serve(app: FastifyInstance, { root, prefix, headers, beside = false }: Files): void {
  app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    wildcard: !beside,
    suppressWarning: true, // the widget may be built after the start
    cacheControl: false,
    preCompressed: root === WIDGET, // by the build
    allowedPath: (path) => SERVED.has(extname(path)) || path.endsWith('/'),
    setHeaders: headers,
  });
}

function openHeaders(lifetime: string): SetHeaders {
  return (reply) =>
    void reply.headers({
      'cache-control': lifetime,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
}

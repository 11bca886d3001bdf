import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOME, VERSION } from '../version.ts';

const WIDGET = fileURLToPath(new URL('dist/widget', HOME));
const DEMO = fileURLToPath(new URL('demo', HOME));
const PUBLIC = fileURLToPath(new URL('public', HOME));

const SHORT = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';
/** The demo page is kept under the policy that the widget promises to work with. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const SERVED = new Set(['.html', '.js', '.css', '.map', '.json', '.svg', '.png', '.webp', '.ico', '.woff2']);

/** The widget's files to any origin, short-lived and by version; `public/`; the demo page where it is wanted. */
export function installStatic(app: FastifyInstance, { demo }: { demo: boolean }): void {
  serve(app, { root: WIDGET, prefix: `/v/${VERSION}/`, headers: openHeaders(FOR_EVER) });
  serve(app, { root: WIDGET, prefix: '/', headers: openHeaders(SHORT) });
  serve(app, { root: PUBLIC, prefix: '/', headers: openHeaders(SHORT), beside: true });
  if (!demo) return;
  serve(app, { root: DEMO, prefix: '/demo/', headers: pageHeaders, sends_files: true });
  app.get('/', (_request, reply) => reply.sendFile('index.html', DEMO));
}

type SetHeaders = (reply: FastifyReply, path: string) => void;

interface Files {
  root: string;
  prefix: string;
  headers: SetHeaders;
  /** `reply.sendFile` sends with these options. */
  sends_files?: boolean;
  /** Other files have this prefix too: these are found at the start, and each gets a route of its own. */
  beside?: boolean;
}

function serve(app: FastifyInstance, { root, prefix, headers, sends_files = false, beside = false }: Files): void {
  app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: sends_files,
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

function pageHeaders(reply: FastifyReply, path: string): void {
  reply.header('cache-control', 'no-cache');
  if (!path.endsWith('.html')) return;
  reply.headers({ 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'no-referrer' });
}

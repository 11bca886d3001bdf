import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { fileURLToPath } from 'node:url';
import type { Extension } from '../../src/server/extension.ts';
import { demoWorld } from './world.ts';
import { demoRoutes } from './routes.ts';
import { seedDemo } from './seed.ts';

const PAGE = fileURLToPath(new URL('../', import.meta.url));
const STUDIO = fileURLToPath(new URL('../../dist/studio/', import.meta.url));
const SERVED = new Set(['.html', '.js', '.css', '.svg', '.png', '.webp']);

/** The pages are kept under the policy that the widget promises to work with; the studio draws its pictures itself. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** The studio at `/`; Lingua, the example app: its workspace, its backend under `/demo/…` and its page at `/lingua`. */
export const lingua: Extension = {
  name: 'Lingua',
  path: '/lingua',
  routes: demoRoutes,
  prepare: async (parts, customer_id) => seedDemo(parts, demoWorld(parts, customer_id)),
  install(app) {
    app.register(fastifyStatic, {
      root: PAGE,
      prefix: '/demo/',
      cacheControl: false,
      allowedPath: (path) => SERVED.has(/\.[a-z0-9]+$/.exec(path)?.[0] ?? '') || path.endsWith('/'),
      setHeaders: pageHeaders,
    });
    app.register(fastifyStatic, {
      root: `${STUDIO}studio/`,
      prefix: '/studio/',
      cacheControl: false,
      decorateReply: false,
      suppressWarning: true,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
    });
    app.get('/', (_request, reply) => reply.sendFile('index.html', STUDIO));
    app.get('/lingua', (_request, reply) => reply.sendFile('index.html', PAGE));
  },
};

function pageHeaders(reply: FastifyReply, path: string): void {
  reply.header('cache-control', 'no-cache');
  if (!path.endsWith('.html')) return;
  reply.headers({ 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'no-referrer' });
}

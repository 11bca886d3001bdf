import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { fileURLToPath } from 'node:url';
import type { Extension } from '../../src/server/extension.ts';
import { demoWorld } from './world.ts';
import { demoRoutes } from './routes.ts';
import { seedDemo } from './seed.ts';

const PAGE = fileURLToPath(new URL('../', import.meta.url));
const SERVED = new Set(['.html', '.js', '.css', '.svg', '.png', '.webp']);

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

/** Lingua, the example app: its workspace, its backend under `/demo/…` and its page at `/`. */
export const lingua: Extension = {
  name: 'Demo',
  path: '/',
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
    app.get('/', (_request, reply) => reply.sendFile('index.html', PAGE));
  },
};

function pageHeaders(reply: FastifyReply, path: string): void {
  reply.header('cache-control', 'no-cache');
  if (!path.endsWith('.html')) return;
  reply.headers({ 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'no-referrer' });
}

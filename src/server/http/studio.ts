import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../contract/errors.ts';
import type { RateLimits } from '../gate/limits.ts';
import type { Settings } from '../settings.ts';
import { HOME } from '../version.ts';

const STUDIO = fileURLToPath(new URL('dist/studio/', HOME));
/** Where the page says which app it shows; empty in the files as they are built. */
const APP = '<meta name="demo-app" content="" />';

/** The studio at `/`, where the demo is on. It draws its pictures itself, and may show the app that a setting names. */
export function installStudio(app: FastifyInstance, { settings, limits }: StudioParts): void {
  if (!settings.demo) return;
  app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, reply) => limits.takePublic(request.ip, reply));
    installPages(scope, settings.demoApp);
    done();
  });
}

interface StudioParts {
  settings: Pick<Settings, 'demo' | 'demoApp'>;
  limits: RateLimits;
}

function installPages(app: FastifyInstance, demoApp: string | undefined): void {
  app.register(fastifyStatic, {
    root: `${STUDIO}studio/`,
    prefix: '/studio/',
    cacheControl: false,
    decorateReply: false,
    suppressWarning: true, // it may be built after the start
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
  const policy = policyOf(demoApp);
  app.get('/', async (_request, reply) => {
    const page = await readFile(`${STUDIO}index.html`, 'utf8').catch(() => null);
    if (page === null) throw new Refusal('resource_not_found', 'The studio has not been built: run npm run studio.');
    return reply
      .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(demoApp ? page.replace(APP, APP.replace('""', `"${demoApp}"`)) : page);
  });
}

/** The policy that the widget promises to work with. */
function policyOf(app: string | undefined): string {
  const and = app ? ` ${app}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' blob:${and}`,
    ...(app ? [`frame-src ${app}`] : []),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

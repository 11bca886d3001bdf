import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Millis } from '../../engine/index.ts';
import type { RateLimits } from '../gate/limits.ts';
import { freshFor, ofBytes } from '../lru.ts';
import type { Releases } from '../releases/queries.ts';
import { releasedFile, WIDGET } from '../releases/releases.ts';
import { HOME, VERSION } from '../version.ts';
import { nothingThere, sendRefusal } from './errors.ts';

const DOCUMENTS = fileURLToPath(new URL('dist/documents', HOME));
const PUBLIC = fileURLToPath(new URL('public', HOME));

/** Of earlier releases. */
const MOST_BYTES = 16 * 1024 * 1024;
const FRESH_MS = 60_000;
const SHORT = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';
const SERVED = new Set(['.html', '.js', '.css', '.txt', '.map', '.json', '.svg', '.png', '.webp', '.ico', '.woff2']);
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** The widget's files to any origin, short-lived and by version, those of earlier releases too; `public/`. */
export function installStatic(app: FastifyInstance, { releases, limits, clock }: FileParts): void {
  app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, reply) => limits.takePublic(request.ip, reply));
    installFiles(scope, releases, clock);
    done();
  });
}

interface FileParts {
  releases: Releases;
  limits: RateLimits;
  clock: () => Millis;
}

function installFiles(app: FastifyInstance, releases: Releases, clock: () => Millis): void {
  serve(app, { root: WIDGET, prefix: '/', headers: openHeaders(SHORT) });
  serve(app, { root: DOCUMENTS, prefix: '/', headers: openHeaders(SHORT), beside: true });
  serve(app, { root: PUBLIC, prefix: '/', headers: openHeaders(SHORT), beside: true });
  const bytesOf = sharedBytes(releases, clock);
  released(app, bytesOf, '/v', (scope) =>
    serve(scope, { root: WIDGET, prefix: `/${VERSION}/`, headers: openHeaders(FOR_EVER) }),
  );
  // A chunk has a hash in its name.
  released(app, bytesOf, '/hatched-buddy', (scope) =>
    serve(scope, { root: join(WIDGET, 'hatched-buddy'), prefix: '/', headers: openHeaders(FOR_EVER) }),
  );
}

type BytesOf = (path: string) => Promise<Buffer | null>;

/** However many ask for a file, they share its bytes. */
function sharedBytes(releases: Releases, clock: () => Millis): BytesOf {
  const kept = new LRUCache<string, Buffer>({
    ...ofBytes(MOST_BYTES),
    ...freshFor(FRESH_MS, clock),
    async fetchMethod(path) {
      const content = await releasedFile(releases, path);
      return content === null ? undefined : Buffer.from(content);
    },
  });
  return async (path) => (await kept.fetch(path)) ?? null;
}

/** A file that is not there may be one of an earlier release. Pages of other origins may read the 404, too. */
function released(
  app: FastifyInstance,
  bytesOf: BytesOf,
  prefix: string,
  install: (scope: FastifyInstance) => void,
): void {
  app.register(
    (scope, _options, done) => {
      install(scope);
      const answer = async (request: FastifyRequest, reply: FastifyReply) => {
        const path = request.url.split('?', 1)[0]!;
        const content = await bytesOf(path);
        openHeaders(content === null ? 'no-store' : FOR_EVER)(reply, path);
        if (content === null) return sendRefusal(nothingThere(request), request, reply);
        return reply.type(TYPES[extname(path)]!).send(content);
      };
      scope.setNotFoundHandler(answer);
      // Among the versions there is no folder to look in first.
      if (prefix === '/v') scope.get('/*', answer);
      done();
    },
    { prefix },
  );
}

type SetHeaders = (reply: FastifyReply, path: string) => void;

interface ServedFolder {
  root: string;
  prefix: string;
  headers: SetHeaders;
  /** Other files have this prefix too: these are found at the start, and each gets a route of its own. */
  beside?: boolean;
}

function serve(app: FastifyInstance, { root, prefix, headers, beside = false }: ServedFolder): void {
  app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    wildcard: !beside,
    suppressWarning: true, // the widget may be built after the start
    cacheControl: false,
    preCompressed: root !== PUBLIC, // by the build
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

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import { Refusal } from '../../contract/errors.ts';
import { PICTURE_SIZE } from './pictures.ts';
import { Undrawable } from './rasterise/rasterise.ts';
import type { Parts } from '../context.ts';
import { isNotModified } from '../state/etag.ts';
import { rateLimitsOf, type RateLimits } from '../gate/limits.ts';
import { route, type Answer, type RouteDefinition } from '../http/route.ts';
import type { PngRequest } from './png.ts';

export const IMAGE_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  // `*`, not the caller's own origin: a shared cache may give the answer to a page of another origin.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  // A picture that is opened as a page may neither run nor load anything.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
};

const SVG = { 'content-type': 'image/svg+xml' };
const USUAL_BYTES = 64 * 1024;

const params = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{32}\.(svg|png)$/, 'is not a picture: pictures are called <hash>.svg or <hash>.png'),
});
const query = z.strictObject({ width: z.int().min(64).max(LIMITS.pictureWidth).optional() });

/** The name of a picture is the hash of its bytes, so that the answer of an address never changes. */
export function imagesRoutes(parts: Parts): RouteDefinition[] {
  const limits = rateLimitsOf(parts);
  return [
    route({
      method: 'GET',
      path: '/images/:file',
      root: true,
      summary: 'A picture, as SVG or PNG. `width` chooses the size of a PNG.',
      allow: {},
      params,
      query,
      answers: { 200: null, 304: null },
      produces: 'image/svg+xml',
      handler: async ({ params, query, request, reply }) => {
        const [hash, type] = params.file.split('.') as [string, 'svg' | 'png'];
        const width = type === 'png' ? (query.width ?? PICTURE_SIZE.width) : null;
        const zipped = width === null && /\bgzip\b(?!;q=0)/.test(request.headers['accept-encoding'] ?? '');
        const variant = zipped ? '-gzip' : width === null ? '' : `-${width}`;
        const headers = { ...IMAGE_HEADERS, etag: `"${hash}${variant}"`, vary: 'accept-encoding' };
        const svg = await parts.shown.svg(hash);
        if (!svg) throw new Refusal('resource_not_found', `There is no picture ${params.file}.`);
        if (isNotModified(request.headers['if-none-match'], headers.etag)) return { status: 304, headers };
        await countSize(limits, svg, request, reply);
        if (zipped) {
          const body = await parts.shown.zipped(hash, svg);
          return { status: 200, body, headers: { ...headers, ...SVG, 'content-encoding': 'gzip' } };
        }
        if (width === null) return { status: 200, body: svg, headers };
        return pngAnswer(parts, { name: hash, svg, width, address: request.ip }, reply, headers);
      },
    }),
  ];
}

/** A picture with uploads in it may be many times as large as others, and counts as that many calls. */
export async function countSize(
  limits: RateLimits,
  { length }: Buffer,
  { ip }: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const more = Math.floor(length / USUAL_BYTES);
  if (more > 0) await limits.takePublic(ip, reply, more);
}

/** The picture as PNG; one that has to be drawn first also counts against the limit of drawings. */
export async function pngAnswer(
  parts: Parts,
  wanted: PngRequest,
  reply: FastifyReply,
  headers: Record<string, string>,
): Promise<Answer> {
  if (!parts.pngs.has(wanted)) await rateLimitsOf(parts).takeCostly('drawn', wanted.address, reply);
  const body = await parts.pngs.png(wanted).catch((error: unknown) => {
    if (!(error instanceof Undrawable)) throw error;
    throw new Refusal('bad_request', 'This picture cannot be drawn as PNG. Ask for the .svg.');
  });
  return { status: 200, body, headers: { ...headers, 'content-type': 'image/png' } };
}

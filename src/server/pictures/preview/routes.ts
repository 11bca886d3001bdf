import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  type BuddyPicture,
  compose,
  composeBlink,
  composeFace,
  composeFigure,
  composeScene,
} from '../../../art/index.ts';
import type { Category } from '../../../contract/art.ts';
import { Refusal } from '../../../contract/errors.ts';
import { previewAnswer, previewQuery } from '../../../contract/widget.ts';
import type { Parts } from '../../context.ts';
import { rateLimitsOf } from '../../gate/limits.ts';
import { route, type RouteDefinition } from '../../http/route.ts';
import { buddyOf, READERS, subjectOf } from '../../state/subject.ts';
import { pictureOf } from '../art-sources.ts';
import { withUploads } from '../kept/uploads.ts';
import { PICTURE_SIZE } from '../pictures.ts';
import { IMAGE_HEADERS, refuseUndrawable } from '../routes.ts';
import { previewOf, readOutfit } from './preview.ts';

/** Long enough to try a shelf on twice; a newer server may draw better. */
const HEADERS = { ...IMAGE_HEADERS, 'cache-control': 'public, max-age=86400' };

/** A page that shows a preview asks for several parts of it, and each visitor's page does. */
const MOST_BYTES = 16 * 1024 * 1024;

type Drawing = (picture: BuddyPicture, newest: Category | undefined) => string | null;
const DRAWINGS = {
  whole: compose,
  scene: ({ items }) => composeScene(items),
  figure: (picture) => composeFigure(picture),
  face: composeFace,
  blink: composeBlink,
  wave: (picture) => composeFigure(picture, 'wave'),
  look: (picture, newest) => composeFigure(picture, 'look', newest),
  laugh: (picture) => composeFigure(picture, 'laugh'),
} satisfies Record<string, Drawing>;
type Part = keyof typeof DRAWINGS;

const params = z.strictObject({
  outfit: z
    .string()
    .max(2000)
    .regex(/^[\w-]+\.[0-9a-f]{32}$/, 'is not an outfit of this server’s'),
  file: z
    .string()
    .regex(new RegExp(`^(whole\\.png|(${Object.keys(DRAWINGS).join('|')})\\.svg)$`), 'is not a part of a picture'),
});

export function previewRoutes(parts: Parts): RouteDefinition[] {
  const limits = rateLimitsOf(parts);

  const drawn = new LRUCache<string, Buffer>({ maxSize: MOST_BYTES, sizeCalculation: (bytes) => bytes.length + 1 });

  async function shown(outfit: string, part: Part): Promise<Buffer> {
    const name = `${outfit} ${part}`;
    const bytes = drawn.get(name) ?? Buffer.from(await draw(outfit, part));
    drawn.set(name, bytes);
    return bytes;
  }

  async function draw(outfit: string, part: Part): Promise<string> {
    const look = readOutfit(parts, outfit);
    if (!look) throw noPreview();
    const { row, compiled } = await parts.configs.get(look.config_version_id);
    const picture = await pictureOf(parts, row, compiled.config, look);
    const newest = row.document.items?.find(({ key }) => key === look.equipped.at(-1))?.category;
    const svg = DRAWINGS[part](picture, newest);
    if (svg === null) throw noPreview();
    return withUploads(parts, svg);
  }

  return [
    route({
      method: 'GET',
      path: '/widget/preview',
      summary: 'The buddy’s picture in another outfit, of any items of the catalog. Nothing is kept.',
      allow: READERS,
      query: previewQuery,
      answers: { 200: previewAnswer },
      handler: async (call) => {
        const { equip = '', ...query } = call.query;
        const { caller } = call;
        const buddy = await buddyOf(parts, caller.world, await subjectOf(parts, caller, query));
        return { status: 200, body: { image: await previewOf(parts, buddy, equip, call) } };
      },
    }),
    route({
      method: 'GET',
      path: '/previews/:outfit/:file',
      root: true,
      summary: 'A picture, or a part of one, in the outfit that its address says.',
      allow: {},
      params,
      answers: { 200: null },
      produces: 'image/svg+xml',
      handler: async ({ params: { outfit, file }, request, reply }) => {
        const [part, type] = file.split('.') as [Part, 'svg' | 'png'];
        const svg = await shown(outfit, part);
        if (type === 'svg') return { status: 200, body: svg, headers: HEADERS };
        const wanted = { name: outfit, svg, width: PICTURE_SIZE.width, address: request.ip };
        if (!parts.pngs.has(wanted)) await limits.takeCostly('drawn', request.ip, reply);
        const body = await parts.pngs.png(wanted).catch(refuseUndrawable);
        return { status: 200, body, headers: { ...HEADERS, 'content-type': 'image/png' } };
      },
    }),
  ];
}

function noPreview(): Refusal {
  return new Refusal('resource_not_found', 'There is no such preview. Ask for another with GET /widget/preview.');
}

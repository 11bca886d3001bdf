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
import type { Category } from '../../../contract/buddy/art.ts';
import { Refusal } from '../../../contract/errors.ts';
import { previewAnswer, previewQuery } from '../../../contract/widget.ts';
import type { Parts } from '../../context.ts';
import { rateLimitsOf } from '../../gate/limits.ts';
import { ofBytes } from '../../lru.ts';
import { route, type RouteDefinition } from '../../http/route.ts';
import { buddyOf, VIEWERS, subjectOf } from '../../state/subject.ts';
import { buddyPictureOf } from '../art-sources.ts';
import { withUploads } from '../kept/uploads.ts';
import { PICTURE_SIZE } from '../pictures.ts';
import { countSize, IMAGE_HEADERS, pngAnswer } from '../routes.ts';
import { previewOf, readPreview } from './preview.ts';

/** A day, not for ever: a newer server may draw the same outfit in another way. */
const HEADERS = { ...IMAGE_HEADERS, 'cache-control': 'public, max-age=86400' };

/** A page that shows a preview asks for several parts of it, each in a call of its own. */
const MOST_BYTES = 16 * 1024 * 1024;

type DrawPart = (picture: BuddyPicture, newest: Category | undefined) => string | null;
const DRAWINGS = {
  whole: compose,
  scene: ({ items }) => composeScene(items),
  figure: (picture) => composeFigure(picture),
  face: composeFace,
  blink: composeBlink,
  wave: (picture) => composeFigure(picture, 'wave'),
  look: (picture, newest) => composeFigure(picture, 'look', newest),
  laugh: (picture) => composeFigure(picture, 'laugh'),
} satisfies Record<string, DrawPart>;
type PreviewPart = keyof typeof DRAWINGS;

interface PreviewRequest {
  outfit: string;
  part: PreviewPart;
}

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

  /** Callers that ask for the same part at once share one drawing. */
  const drawn = new LRUCache<string, Buffer, PreviewRequest>({
    ...ofBytes(MOST_BYTES),
    fetchMethod: async (_name, _stale, { context }) => Buffer.from(await draw(context)),
  });

  async function draw({ outfit, part }: PreviewRequest): Promise<string> {
    const look = readPreview(parts, outfit);
    if (!look) throw noPreview();
    const { row, compiled } = await parts.configs.get(look.config_version_id);
    const picture = await buddyPictureOf(parts, row, compiled.config, look);
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
      allow: VIEWERS,
      query: previewQuery,
      answers: { 200: previewAnswer },
      respond: async (call) => {
        const { equip = '', ...query } = call.query;
        const { caller } = call;
        const buddy = await buddyOf(parts, caller.world, await subjectOf(parts, caller, query));
        return { image: await previewOf(parts, buddy, equip, call) };
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
        const [part, type] = file.split('.') as [PreviewPart, 'svg' | 'png'];
        const svg = (await drawn.fetch(`${outfit} ${part}`, { context: { outfit, part } }))!;
        await countSize(limits, svg, request, reply);
        if (type === 'svg') return { status: 200, body: svg, headers: HEADERS };
        const wanted = { name: outfit, svg, width: PICTURE_SIZE.width, address: request.ip };
        return pngAnswer(parts, wanted, reply, HEADERS);
      },
    }),
  ];
}

function noPreview(): Refusal {
  return new Refusal('resource_not_found', 'There is no such preview. Ask for another with GET /widget/preview.');
}

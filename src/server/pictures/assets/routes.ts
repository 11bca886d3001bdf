import { asset, assets } from '../../../contract/buddy/assets.ts';
import { pageOf } from '../../../contract/common.ts';
import { listAssets, uploadAsset } from './assets.ts';
import type { Parts } from '../../context.ts';
import { uploadedFile } from '../../http/body/uploads.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

export function assetsRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/assets',
      summary: 'Upload a stage picture or an item layer: SVG, PNG or WebP, one file as multipart/form-data.',
      allow: { secret: true },
      consumes: 'multipart/form-data',
      answers: { 201: asset },
      write: ({ caller, request, baseUrl }) => uploadAsset(parts, caller.world, uploadedFile(request), baseUrl),
    }),
    route({
      method: 'GET',
      path: '/assets',
      summary: 'Uploaded pictures, newest first.',
      allow: { secret: true },
      query: pageOf('asset'),
      answers: { 200: assets },
      respond: ({ caller, query, baseUrl }) => listAssets(parts, caller.world, query, baseUrl),
    }),
  ];
}

import { z } from 'zod';
import { jsonObject, pageOf } from '../../../contract/common.ts';
import {
  configDraft,
  configuration,
  configVersion,
  configVersions,
  publishAnswer,
  validationReport,
} from '../../../contract/configuration.ts';
import { idSchema } from '../../../contract/ids.ts';
import { getDraft, getVersion, listVersions, publishDraft, putDraft, validateDocument } from './configuration.ts';
import type { Parts } from '../../context.ts';
import { route, type RouteDefinition } from '../../http/route.ts';

export function configRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/config/draft',
      summary: 'Read the draft; 404 where there is none.',
      allow: { secret: true },
      answers: { 200: configDraft },
      handler: async ({ caller }) => ({ status: 200, body: await getDraft(parts, caller.world) }),
    }),
    route({
      method: 'PUT',
      path: '/config/draft',
      summary: 'Write the draft, replacing the one before.',
      allow: { secret: true },
      body: configuration,
      answers: { 200: configDraft },
      handler: async ({ caller, body }) => ({ status: 200, body: await putDraft(parts, caller.world, body) }),
    }),
    route({
      method: 'POST',
      path: '/config/validate',
      summary: 'Check a document, or the draft where the body is empty: errors stop publishing, warnings advise.',
      allow: { secret: true },
      body: jsonObject.optional(),
      answers: { 200: validationReport },
      handler: async ({ caller, body }) => ({ status: 200, body: await validateDocument(parts, caller.world, body) }),
    }),
    route({
      method: 'POST',
      path: '/config/publish',
      summary: 'Publish the draft: new eggs pin to it, and it never changes again.',
      allow: { secret: true },
      answers: { 200: publishAnswer },
      handler: ({ caller, answering }) => answering(200, (keep) => publishDraft(parts, caller.world, keep)),
    }),
    route({
      method: 'GET',
      path: '/config/versions',
      summary: 'List the versions, newest first, without their documents.',
      allow: { secret: true },
      query: pageOf('config'),
      answers: { 200: configVersions },
      handler: async ({ caller, query }) => ({ status: 200, body: await listVersions(parts, caller.world, query) }),
    }),
    route({
      method: 'GET',
      path: '/config/versions/:config_version_id',
      summary: 'Read one version with its document.',
      allow: { secret: true },
      params: z.strictObject({ config_version_id: idSchema('config') }),
      answers: { 200: configVersion },
      handler: async ({ caller, params }) => ({
        status: 200,
        body: await getVersion(parts, caller.world, params.config_version_id),
      }),
    }),
  ];
}

import { z } from 'zod';
import { jsonObject, pageOf } from '../../../contract/common.ts';
import {
  configDiff,
  configDraft,
  configuration,
  configVersion,
  configVersions,
  publishAnswer,
  publishInput,
  validationReport,
  versionName,
} from '../../../contract/configuration/configuration.ts';
import { idSchema } from '../../../contract/ids.ts';
import {
  diffVersions,
  getDraft,
  getVersion,
  listVersions,
  publishDraft,
  putDraft,
  validateDocument,
  viewPublished,
} from './configuration.ts';
import type { Parts } from '../../context.ts';
import { route, type Answer, type RouteDefinition } from '../../http/route.ts';

export function configRoutes(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/config/draft',
      summary: 'Read the draft; without one, what is published. Its ETag is for If-Match.',
      allow: { secret: true },
      answers: { 200: configDraft },
      handler: async ({ caller }) => draftAnswer(await getDraft(parts, caller.world)),
    }),
    route({
      method: 'PUT',
      path: '/config/draft',
      summary: 'Write the draft, replacing the one before; with If-Match only the one that you have read.',
      allow: { secret: true },
      body: configuration,
      answers: { 200: configDraft },
      handler: async ({ caller, body, request }) =>
        draftAnswer(await putDraft(parts, caller.world, body, request.headers['if-match'])),
    }),
    route({
      method: 'POST',
      path: '/config/validate',
      summary: 'Check a document, or the draft where the body is empty: errors stop publishing, warnings advise.',
      allow: { secret: true },
      body: jsonObject.optional(),
      answers: { 200: validationReport },
      respond: ({ caller, body }) => validateDocument(parts, caller.world, body),
    }),
    route({
      method: 'POST',
      path: '/config/publish',
      summary:
        'Publish the draft, or with `document` that in its place: new eggs pin to it, and it never changes again.',
      allow: { secret: true },
      body: publishInput.optional(),
      answers: { 200: publishAnswer },
      write: ({ caller, body, request }) =>
        publishDraft(parts, caller.world, { ...body, ifMatch: request.headers['if-match'] }),
      answer: (row) => ({ status: 200, body: viewPublished(row) }),
    }),
    route({
      method: 'GET',
      path: '/config/versions',
      summary: 'List the versions, newest first, without their documents.',
      allow: { secret: true },
      query: pageOf('config'),
      answers: { 200: configVersions },
      respond: ({ caller, query }) => listVersions(parts, caller.world, query),
    }),
    route({
      method: 'GET',
      path: '/config/versions/:config_version_id',
      summary: 'Read one version with its document.',
      allow: { secret: true },
      params: z.strictObject({ config_version_id: idSchema('config') }),
      answers: { 200: configVersion },
      respond: ({ caller, params }) => getVersion(parts, caller.world, params.config_version_id),
    }),
    route({
      method: 'GET',
      path: '/config/versions/:a/diff/:b',
      summary: 'What going from one version to the other would change, entry by entry: ids, `draft` or `published`.',
      allow: { secret: true },
      params: z.strictObject({ a: versionName, b: versionName }),
      answers: { 200: configDiff },
      respond: ({ caller, params }) => diffVersions(parts, caller.world, params.a, params.b),
    }),
  ];
}

function draftAnswer(body: z.output<typeof configDraft>): Answer<z.output<typeof configDraft>> {
  return { status: 200, body, headers: { etag: body.etag } };
}

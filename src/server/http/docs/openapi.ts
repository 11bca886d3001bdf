import type { z } from 'zod';
import { Schemas, type JsonSchema } from './schemas.ts';
import { pathOf } from '../register.ts';
import type { Allowed } from '../../gate/caller.ts';
import type { RouteDefinition } from '../route.ts';

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  security: Record<string, string[]>[];
  parameters: {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    schema: JsonSchema;
    description?: string;
  }[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, { description: string; content?: MediaTypes }>;
}
type MediaTypes = Record<string, { schema: JsonSchema }>;

export interface OpenApi {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

const SECURITY = {
  secretKey: 'A secret key (`hatch_live_…`, `hatch_test_…`), from servers only.',
  publishableKey: 'A publishable key (`hatch_pk_…`) with the scope.',
  sessionToken: 'A widget session token with the scope.',
  embedToken: 'An embed token.',
};

/** The document of all routes, from the schemas that check them. */
export function openApiOf(definitions: readonly RouteDefinition[], version: string): OpenApi {
  const schemas = new Schemas(definitions);
  const paths: OpenApi['paths'] = {};
  for (const definition of definitions) {
    const path = pathOf(definition).replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[definition.method.toLowerCase()] = operationOf(definition, path, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hatched Buddy',
      version,
      description:
        'A buddy that grows with what your users do. Errors are described in `ErrorAnswer`. Calls that take a secret key alone are for servers: a browser that sends one is refused.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: schemas.named(),
      securitySchemes: Object.fromEntries(
        Object.entries(SECURITY).map(([name, description]) => [name, { type: 'http', scheme: 'bearer', description }]),
      ),
    },
  };
}

function operationOf(definition: RouteDefinition, path: string, schemas: Schemas): ApiOperation {
  const body = definition.body && schemas.of(definition.body);
  const mutating = definition.method !== 'GET';
  return {
    operationId: `${definition.method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '')}`,
    tags: [tagOf(definition)],
    summary: definition.summary,
    security: securityOf(definition.allow),
    parameters: [
      ...parametersOf('path', definition.params, schemas),
      ...parametersOf('query', definition.query, schemas),
      ...(mutating && Object.keys(definition.allow).length > 0 ? [idempotencyKey(definition)] : []),
    ],
    ...(body && {
      requestBody: {
        required: !definition.body!.safeParse(undefined).success,
        content: { 'application/json': { schema: body } },
      },
    }),
    ...(definition.consumes && {
      requestBody: { required: true, content: { [definition.consumes]: { schema: { type: 'object' } } } },
    }),
    responses: responsesOf(definition, schemas),
  };
}

const tagOf = ({ root, path }: RouteDefinition): string => (root ? 'server' : path.split('/')[1]!);

function securityOf(allow: Allowed): ApiOperation['security'] {
  return [
    ...(allow.secret ? [{ secretKey: [] }] : []),
    ...(allow.publishable ? [{ publishableKey: [allow.publishable] }] : []),
    ...(allow.session ? [{ sessionToken: [allow.session] }] : []),
    ...(allow.embed ? [{ embedToken: [] }] : []),
  ];
}

function parametersOf(
  where: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemas: Schemas,
): ApiOperation['parameters'] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.inline(schema) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: property,
  }));
}

function idempotencyKey(definition: RouteDefinition): ApiOperation['parameters'][number] {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: definition.requiresIdempotencyKey === true,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    description: 'The same for every retry of one call; kept 24 hours.',
  };
}

function responsesOf(definition: RouteDefinition, schemas: Schemas): ApiOperation['responses'] {
  const responses: ApiOperation['responses'] = {};
  for (const [status, schema] of Object.entries(definition.answers)) {
    const type = definition.produces ?? 'application/json';
    responses[status] = {
      description: Number(status) < 300 ? 'Done.' : 'Not changed.',
      ...(schema && { content: { [type.split(';')[0]!]: { schema: schemas.of(schema) } } }),
    };
  }
  responses['default'] = {
    description: 'Refused, or failed.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorAnswer' } } },
  };
  return responses;
}

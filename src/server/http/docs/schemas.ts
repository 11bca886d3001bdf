import { z } from 'zod';
import * as assets from '../../../contract/buddy/assets.ts';
import * as buddies from '../../../contract/buddy/buddies.ts';
import * as conditions from '../../../contract/configuration/conditions.ts';
import * as configuration from '../../../contract/configuration/configuration.ts';
import * as credentials from '../../../contract/credentials.ts';
import * as eggs from '../../../contract/buddy/eggs.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../contract/errors.ts';
import * as events from '../../../contract/events.ts';
import * as leaderboards from '../../../contract/configuration/leaderboards.ts';
import { MAX_AMOUNT } from '../../../contract/limits.ts';
import * as operations from '../../../contract/buddy/operations.ts';
import * as state from '../../../contract/buddy/state.ts';
import * as webhooks from '../../../contract/webhooks.ts';
import * as widget from '../../../contract/widget.ts';
import type { RouteDefinition } from '../route.ts';

export type JsonSchema = Record<string, unknown>;

const CONTRACT = [
  assets,
  buddies,
  conditions,
  configuration,
  credentials,
  eggs,
  events,
  leaderboards,
  operations,
  state,
  webhooks,
  widget,
];

const errorAnswer = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as ErrorCode[]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});

/** Every schema once: the contract's objects by name, what routes make up themselves in place. */
export class Schemas {
  readonly #ids = new Map<z.ZodType, string>();
  readonly #json: Record<string, JsonSchema>;

  constructor(definitions: readonly RouteDefinition[]) {
    const registry = z.registry<{ id: string }>();
    for (const [name, schema] of contractSchemas()) this.#ids.set(schema, name);
    const used = definitions.flatMap(({ params, query, body, answers }) => [
      params,
      query,
      body,
      ...Object.values(answers),
    ]);
    for (const schema of used) if (schema && !this.#ids.has(schema)) this.#ids.set(schema, `_${this.#ids.size}`);
    for (const [schema, id] of this.#ids) registry.add(schema, { id });
    this.#json = z.toJSONSchema(registry, {
      target: 'draft-2020-12',
      io: 'input',
      uri: (id) => `#/components/schemas/${id}`,
    }).schemas as Record<string, JsonSchema>;
  }

  /** A reference where the schema has a name. */
  of(schema: z.ZodType): JsonSchema {
    const id = this.#ids.get(schema)!;
    return id.startsWith('_') ? this.inline(schema) : { $ref: `#/components/schemas/${id}` };
  }

  inline(schema: z.ZodType): JsonSchema {
    return this.#bare(this.#json[this.#ids.get(schema)!]!);
  }

  named(): Record<string, JsonSchema> {
    const entries = Object.entries(this.#json).filter(([id]) => !id.startsWith('_'));
    return Object.fromEntries(
      entries.map(([id, schema]) => [id, this.#bare(schema)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** Without the marks of a document of its own, without bounds that only say "a safe integer", nameless ones in place. */
  #bare(schema: JsonSchema): JsonSchema {
    const replace = (key: string, value: unknown): unknown => {
      if (key === 'maximum' || key === 'minimum') return Math.abs(value as number) === MAX_AMOUNT ? undefined : value;
      const nameless = /^#\/components\/schemas\/(_\d+)$/.exec(String((value as JsonSchema | null)?.['$ref']))?.[1];
      return nameless ? { ...this.#json[nameless], $schema: undefined, $id: undefined } : value;
    };
    return JSON.parse(JSON.stringify({ ...schema, $schema: undefined, $id: undefined }, replace)) as JsonSchema;
  }
}

function contractSchemas(): [name: string, schema: z.ZodType][] {
  const exported = CONTRACT.flatMap((module) => Object.entries(module)) as [string, unknown][];
  const objects = exported.filter(
    (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodObject || entry[1] === conditions.condition,
  );
  return [
    ['ErrorAnswer', errorAnswer],
    ...objects.map(([name, schema]): [string, z.ZodType] => [pascal(name), schema]),
  ];
}

const pascal = (name: string) => name[0]!.toUpperCase() + name.slice(1);

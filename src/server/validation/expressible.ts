import type { z } from 'zod';

/** What JSON Schema has no word for: ajv would let it pass, whatever zod says. */
const TYPES = new Set(['bigint', 'custom', 'date', 'function', 'map', 'nan', 'promise', 'set', 'symbol', 'transform']);
const CHECKS = new Set(['custom', 'overwrite']);

/** @throws Error where a part of the schema (`.refine`, `.transform`, `.trim`, a date …) would never be checked */
export function refuseInexpressible(schema: z.ZodType, path = '', seen = new Set<unknown>()): void {
  if (seen.has(schema)) return;
  seen.add(schema);
  const def = schema.def as unknown as Record<string, unknown> & { type: string };
  const complain = (what: string): never => {
    throw new Error(
      `The schema ${path || 'itself'} uses ${what}, which JSON Schema cannot express: it would never be checked.`,
    );
  };
  if (TYPES.has(def.type)) complain(`the type "${def.type}"`);
  for (const { check, format, pattern } of checksOf(schema)) {
    if (CHECKS.has(check)) complain(check === 'custom' ? '.refine' : 'a check that changes the value');
    if (check === 'string_format' && !pattern) complain(`the format "${format}" without a pattern`);
  }
  for (const [name, child] of childrenOf(def)) refuseInexpressible(child, path ? `${path}.${name}` : name, seen);
}

interface CheckDefinition {
  check: string;
  format?: string;
  pattern?: RegExp;
}

/** A format such as `z.url()` is a check in its own right. */
function checksOf(schema: z.ZodType): CheckDefinition[] {
  const own = schema.def as unknown as Partial<CheckDefinition>;
  const added = (schema.def.checks ?? []).map((one) => one._zod.def as unknown as CheckDefinition);
  return own.check === undefined ? added : [own as CheckDefinition, ...added];
}

function* childrenOf(def: Record<string, unknown>): Generator<[name: string, child: z.ZodType]> {
  if (def['type'] === 'lazy') yield ['', (def['getter'] as () => z.ZodType)()];
  for (const [name, value] of Object.entries(def)) {
    if (isSchema(value)) yield [name, value];
    else if (typeof value === 'object' && value !== null && name !== 'checks') {
      for (const [key, inner] of Object.entries(value)) if (isSchema(inner)) yield [key, inner];
    }
  }
}

const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value;

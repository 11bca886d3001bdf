import type { JsonSchema } from './schemas.ts';

interface Read {
  $ref?: string;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

const INDENT = '  ';

/** A schema as a type is written, for people; names of other schemas stand in «guillemets». */
export function typeText(schema: JsonSchema, indent = ''): string {
  const read = schema as Read;
  if (read.$ref) return `«${read.$ref.split('/').at(-1)}»`;
  const branches = read.anyOf ?? read.oneOf;
  if (branches) return branches.map((branch) => typeText(branch, indent)).join(' | ');
  if (read.const !== undefined) return JSON.stringify(read.const);
  if (read.enum) return read.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(read.type)) return read.type.map((type) => typeText({ ...schema, type }, indent)).join(' | ');
  if (read.type === 'array') return `[${typeText(read.items ?? {}, indent)}]${range(read.minItems, read.maxItems)}`;
  if (read.type === 'object') return objectText(read, indent);
  if (read.type === 'string') return `string${stringNote(read)}`;
  return `${read.type ?? 'any'}${range(read.minimum, read.maximum)}`;
}

function objectText({ properties, required = [] }: Read, indent: string): string {
  if (!properties) return '{ … }';
  const inner = indent + INDENT;
  const lines = Object.entries(properties).map(
    ([name, property]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${typeText(property, inner)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function stringNote({ format, pattern, minLength, maxLength }: Read): string {
  if (format === 'date-time') return ' (RFC 3339)';
  const prefix = /^\^([a-z]+)_\[/.exec(pattern ?? '')?.[1];
  return prefix ? ` (${prefix}_…)` : range(minLength, maxLength);
}

function range(least: number | undefined, most: number | undefined): string {
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return ` (≥ ${least})`;
  return least === undefined ? ` (≤ ${most})` : ` (${least}–${most})`;
}

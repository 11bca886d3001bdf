import type { z } from 'zod';

/** How a schema is written: answers and inputs in camelCase, documents with their names on the wire. */
type As = 'answer' | 'input' | 'document';
export interface Named {
  name: string;
  schema: z.ZodType;
  as: As;
}

/** The parts of zod's definitions that the contract uses. */
interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  items?: z.ZodType[];
  innerType?: z.ZodType;
  options?: z.ZodType[];
  values?: unknown[];
  entries?: Record<string, string>;
  valueType?: z.ZodType;
  getter?: () => z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  format?: string;
}

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const field = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);

/** Writes interfaces, and the list of the fields whose content keeps its own names. */
export function writeTypes(named: readonly Named[], unions: readonly [string, readonly string[]][]): string {
  const writer = new TypeWriter(named, unions);
  const types = named.map(({ name, schema, as }) => {
    const written = writer.write(schema, as, true);
    return definitionOf(schema).type === 'object'
      ? `export interface ${name} ${written}`
      : `export type ${name} = ${written};`;
  });
  return [
    '/* eslint-disable max-lines */',
    '// Written from the contract by src/build/types/sdk-types.ts: `npx vitest run -u test/sdk/types.test.ts`.',
    `/** Fields whose content is the caller's own, or has names that are data: never renamed. */\nexport const OPAQUE = ${JSON.stringify(writer.opaque())} as const;`,
    '/** A time in RFC 3339. */\nexport type Time = string;',
    ...unions.map(([name, values]) => `export type ${name} = ${values.map((value) => `'${value}'`).join(' | ')};`),
    ...types,
  ].join('\n\n');
}

class TypeWriter {
  readonly #names = new Map<string, string>();
  readonly #unions = new Map<string, string>();
  readonly #ids = new Map<z.ZodType, number>();
  /** Field → whether its content keeps its names. The SDK knows fields by name only, so it must be the same everywhere. */
  readonly #fields = new Map<string, boolean>();

  constructor(named: readonly Named[], unions: readonly [string, readonly string[]][]) {
    for (const { name, schema, as } of named) this.#names.set(this.#key(schema, as), name);
    for (const [name, values] of unions) this.#unions.set([...values].sort().join(), name);
  }

  opaque(): string[] {
    return [...this.#fields].flatMap(([name, left]) => (left ? [name] : [])).sort();
  }

  write(schema: z.ZodType, as: As, isTop = false): string {
    const name = this.#names.get(this.#key(schema, as)) ?? this.#names.get(this.#key(schema, 'document'));
    if (name !== undefined && !isTop) return name;
    const definition = definitionOf(schema);
    switch (definition.type) {
      case 'object':
        return this.#object(definition.shape!, as);
      case 'array':
        return `${this.#bracketed(this.write(definition.element!, as))}[]`;
      case 'tuple':
        return `[${definition.items!.map((item) => this.write(item, as)).join(', ')}]`;
      case 'union':
        return [...new Set(definition.options!.map((option) => this.write(option, as)))].join(' | ');
      case 'optional':
        return `${this.write(definition.innerType!, as).replace(/ \| undefined$/, '')} | undefined`;
      case 'nullable':
        return `${this.write(definition.innerType!, as)} | null`;
      case 'default':
      case 'readonly':
        return this.write(definition.innerType!, as);
      case 'record':
        return `Record<string, ${this.write(definition.valueType!, as)}>`;
      case 'lazy':
        return this.write(definition.getter!(), as, isTop);
      case 'pipe':
        return this.write(as === 'answer' ? definition.out! : definition.in!, as);
      case 'literal':
        return definition
          .values!.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
          .join(' | ');
      case 'enum':
        return this.#enum(Object.values(definition.entries!), as);
      case 'string':
        return this.#string(definition, as);
      case 'number':
      case 'boolean':
      case 'null':
      case 'unknown':
        return definition.type;
      default:
        throw new Error(`The SDK's types cannot be written for a schema of type ${definition.type}.`);
    }
  }

  #object(shape: Record<string, z.ZodType>, as: As): string {
    const lines = Object.entries(shape).map(([wire, schema]) => {
      if (as !== 'document') this.#note(wire, isOpaque(schema) || this.#isDocument(schema));
      const optional = definitionOf(schema).type === 'optional';
      const comment = schema.description ? `/** ${schema.description} */\n` : '';
      return `${comment}${field(as === 'document' ? wire : camel(wire))}${optional ? '?' : ''}: ${this.write(schema, as)};`;
    });
    return `{\n${lines.join('\n')}\n}`;
  }

  /** A time may be given as a Date; answers have texts. */
  #string({ format }: Definition, as: As): string {
    if (format !== 'datetime') return 'string';
    return as === 'input' ? 'Time | Date' : 'Time';
  }

  /** Answers may hold values that a later server knows and this SDK does not. */
  #enum(values: string[], as: As): string {
    const known = this.#unions.get([...values].sort().join()) ?? values.map((value) => `'${value}'`).join(' | ');
    return as === 'answer' && values.length > 1 ? `${known} | (string & {})` : known;
  }

  #bracketed(type: string): string {
    return /^[\w.]+$/.test(type) || type.startsWith('{') ? type : `(${type})`;
  }

  #isDocument(schema: z.ZodType): boolean {
    return this.#names.has(this.#key(unwrapped(schema), 'document'));
  }

  #note(wire: string, left: boolean): void {
    if (this.#fields.get(wire) === !left) {
      throw new Error(`${wire} is opaque in one place and not in another: the SDK tells them apart by name.`);
    }
    this.#fields.set(wire, left);
  }

  #key(schema: z.ZodType, as: As): string {
    if (!this.#ids.has(schema)) this.#ids.set(schema, this.#ids.size);
    return `${as} ${this.#ids.get(schema)}`;
  }
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const { type, innerType, element } = definitionOf(schema);
  if (type === 'optional' || type === 'nullable' || type === 'default') return unwrapped(innerType!);
  return type === 'array' ? unwrapped(element!) : schema;
}

const isOpaque = (schema: z.ZodType): boolean => ['record', 'unknown'].includes(definitionOf(unwrapped(schema)).type);

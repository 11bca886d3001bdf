import type * as ajv from 'ajv';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { invalidFields, type FieldError, type Refusal } from '../../contract/errors.ts';
import { refuseInexpressible } from './expressible.ts';
import { fieldErrors } from './messages.ts';

/** Answers what is wrong with a value; null where it fits. */
export type Validator = (value: unknown) => FieldError[] | null;

/**
 * A check compiled from a zod schema when it is first used: ajv decides, at a fraction of zod's cost; zod is asked for
 * the words only when something is wrong, and not too large for it. With `coerce`, texts become the numbers and booleans that the schema wants,
 * in place: for query strings and paths, never for bodies.
 *
 * @throws Error at once where the schema says something that JSON Schema cannot express
 */
export function validatorOf(schema: z.ZodType, options: { coerce?: boolean } = {}): Validator {
  refuseInexpressible(schema);
  let validate: ValidateFunction | undefined;
  return (value) => {
    if (value === undefined && schema.safeParse(undefined).success) return null;
    validate ??= compile(schema, options.coerce === true);
    if (validate(value)) return null;
    if (isLarge(value)) return [deepest(validate.errors!)];
    const parsed = schema.safeParse(value);
    return parsed.success ? (validate.errors ?? []).map(plainError) : fieldErrors(parsed.error.issues, value);
  };
}

/** The refusal for a value that does not fit, or null. */
export function refusalOf(check: Validator, value: unknown): Refusal | null {
  const fields = check(value);
  return fields && invalidFields(fields);
}

// Loaded on first use: a server that has just started has nothing to check yet.
const makers: { strict?: Ajv; coercing?: Ajv } = {};
const require = createRequire(import.meta.url);

function compile(schema: z.ZodType, coerce: boolean): ValidateFunction {
  const which = coerce ? 'coercing' : 'strict';
  // Query strings are short, so all their errors are gathered: coercion must reach every field before zod reads them.
  makers[which] ??= new (require('ajv') as typeof ajv).Ajv({
    strict: false,
    validateFormats: false,
    coerceTypes: coerce,
    allErrors: coerce,
  });
  return makers[which].compile(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }));
}

/** zod gathers every error there is: in seconds, where ajv has stopped at the first after milliseconds. */
const MOST_VALUES = 20_000;

function isLarge(value: unknown): boolean {
  let count = 0;
  const isOver = (inner: unknown): boolean =>
    ++count > MOST_VALUES || (typeof inner === 'object' && inner !== null && Object.values(inner).some(isOver));
  return isOver(value);
}

/** Where a value fits none of several shapes, ajv says so of every level around it too. */
function deepest(errors: readonly ErrorObject[]): FieldError {
  return errors.map(plainError).reduce((most, error) => (levels(error) > levels(most) ? error : most));
}

const levels = ({ path }: FieldError): number => path.split('.').length;

function plainError(error: ErrorObject): FieldError {
  return { path: error.instancePath.slice(1).replaceAll('/', '.'), message: error.message ?? 'is not valid' };
}

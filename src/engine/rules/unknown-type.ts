import type { CompiledConfig } from '../configuration/compile.ts';
import { spelledAlike } from '../validation/spelling.ts';

/** What to say of a type that no rule, condition or metric names; null where one does. */
export function hintOfType({ types }: Pick<CompiledConfig, 'types'>, type: string): string | null {
  if (types.has(type)) return null;
  const alike = [...types].find((known) => spelledAlike(known, type));
  return `No rule matches ${type}${alike === undefined ? '.' : `; did you mean ${alike}?`}`;
}

import { OPAQUE } from './types.ts';

const LEFT_ALONE: ReadonlySet<string> = new Set(OPAQUE);

export const toCamel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
export const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** camelCase names to those of the wire. What the contract leaves to the caller (`properties`, `metadata`, …) stays. */
export const toWire = (value: unknown): unknown => renamed(value, toSnake);

/** The wire's names to camelCase, with the same exceptions. */
export const fromWire = (value: unknown): unknown => renamed(value, toCamel);

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, rename));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, content]) => [
    rename(name),
    LEFT_ALONE.has(toSnake(name)) ? content : renamed(content, rename),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** An object with fields to rename. Instances of classes, such as Date, are values. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A path as errors name it, `events.3.user_id`, in the caller's names. */
export function pathFromWire(path: string): string {
  const parts = path.split('.');
  const own = parts.findIndex((part) => LEFT_ALONE.has(part));
  return parts.map((part, at) => (own >= 0 && at > own ? part : toCamel(part))).join('.');
}

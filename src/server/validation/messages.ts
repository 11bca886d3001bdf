import type { z } from 'zod';
import type { FieldError } from '../../contract/errors.ts';

type Issue = z.core.$ZodIssue;

const MOST = 20;
const NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** What zod found, one error a field, in words that say what to send instead. */
export function fieldErrors(issues: readonly Issue[], value: unknown): FieldError[] {
  if (value === undefined) return [{ path: '', message: 'a JSON body is required' }];
  const byPath = new Map<string, string>();
  for (const { path, message } of foundIn(issues, value)) {
    const name = path.map((step) => shorten(String(step))).join('.');
    if (!byPath.has(name)) byPath.set(name, message);
    if (byPath.size === MOST) break;
  }
  return Array.from(byPath, ([path, message]) => ({ path, message }));
}

interface Found {
  path: PropertyKey[];
  message: string;
}

/** One after the other, as they are wanted: there may be as many as the body has bytes. */
function* foundIn(issues: Iterable<Issue>, root: unknown): Generator<Found> {
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      // The schema may have a message of its own for it.
      const message = issue.message.startsWith('Unrecognized key') ? 'is not a known field' : issue.message;
      for (const key of issue.keys) yield { path: [...issue.path, key], message };
    } else if (issue.code === 'invalid_union') {
      yield* unionErrors(issue, root);
    } else {
      yield { path: issue.path, message: wording(issue, at(root, issue.path) === undefined) };
    }
  }
}

/** Of several shapes, the errors of the one that came closest: the one that fails deepest, then with the fewest errors. */
function unionErrors(issue: Issue & { code: 'invalid_union' }, root: unknown): Found[] {
  const value = at(root, issue.path);
  if (value === undefined) return [{ path: issue.path, message: 'is required' }];
  const branches = issue.errors
    .map((errors) => firstOf(foundIn(within(issue.path, errors), root)))
    .filter((errors) => errors.length > 0)
    .sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  const closest = branches[0];
  if (closest && depth(closest) > issue.path.length) return closest;
  if (issue.discriminator) return [{ path: issue.path, message: 'does not name a known kind' }];
  const messages = new Set(branches.flat().map((found) => found.message));
  return [{ path: issue.path, message: [...messages].join(', or ') || 'does not fit any of the allowed shapes' }];
}

/** Inside a union zod's paths begin at the union: they are completed here. */
function* within(path: PropertyKey[], issues: readonly Issue[]): Generator<Issue> {
  for (const inner of issues) yield { ...inner, path: [...path, ...inner.path] };
}

function firstOf(found: Iterable<Found>): Found[] {
  const first: Found[] = [];
  for (const one of found) if (first.push(one) === MOST) break;
  return first;
}

const depth = (found: Found[]) => Math.max(...found.map(({ path }) => path.length));

function wording(issue: Issue, missing: boolean): string {
  switch (issue.code) {
    case 'invalid_type':
      return missing ? 'is required' : `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(issue.origin, 'at least', Number(issue.minimum));
    case 'too_big':
      return bound(issue.origin, 'at most', Number(issue.maximum));
    case 'invalid_value':
      if (missing) return 'is required';
      return issue.values.length === 1
        ? `must be ${JSON.stringify(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'datetime' ? 'must be a time like 2026-01-31T12:00:00Z' : issue.message;
    default:
      return issue.message;
  }
}

function bound(origin: string, side: 'at least' | 'at most', limit: number): string {
  if (origin === 'string') return `must have ${side} ${limit} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array') return `must have ${side} ${limit} entr${limit === 1 ? 'y' : 'ies'}`;
  return `must be ${side} ${limit}`;
}

function at(root: unknown, path: PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

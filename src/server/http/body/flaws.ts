import { randomBytes } from 'node:crypto';
import { invalidFields, Refusal, type FieldError } from '../../../contract/errors.ts';

/** Deeper than any field of the contract; keeps recursive checks off the end of the stack. */
export const DEEPEST = 64;
const MOST = 20;

type Path = readonly (string | number)[];

/** Something that no body may hold, and where it stands. */
interface Flaw {
  kind: 'depth' | 'prototype' | 'number';
  path: Path;
  message: string;
}

/** Starts the text that replaces a number which a double cannot hold. Random, so that no body can contain it. */
export const UNHELD = `number ${randomBytes(16).toString('hex')} `;

/** An entry of a list that is refused, while the others are not. */
export class RefusedEntry {
  readonly refusal: Refusal;
  readonly entry: unknown;

  constructor(refusal: Refusal, entry: unknown) {
    this.refusal = refusal;
    this.entry = entry;
  }

  /** For the fingerprint of the call: the same in every process. */
  toJSON(): unknown {
    return this.refusal.details;
  }
}

/** @throws Refusal for what no body may hold. */
export function refuseFlaws(body: unknown): void {
  const flaws = flawsOf(body);
  const [first] = flaws;
  if (!first) return;
  if (first.kind === 'depth') throw new Refusal('bad_request', `The body nests deeper than ${DEEPEST} levels.`);
  if (first.kind === 'number') throw invalidFields(flaws.map(fieldError));
  throw new Refusal('bad_request', `The body has a field named __proto__, at ${shown(first.path)}: rename it.`);
}

/** The same for a list whose entries fail each for itself: a bad entry is replaced by its refusal. */
export function separateRefused(body: unknown, list: string): void {
  const entries = (body as Record<string, unknown> | null)?.[list];
  if (Array.isArray(entries)) {
    for (const [at, entry] of entries.entries()) {
      const flaws = flawsOf(entry);
      if (flaws.length > 0) entries[at] = new RefusedEntry(invalidFields(flaws.map(fieldError)), entry);
    }
  }
  refuseFlaws(body);
}

const fieldError = ({ path, message }: Flaw): FieldError => ({ path: shown(path), message });

/** Long paths are cut: their beginning is enough to find the place. */
const shown = (path: Path): string =>
  path
    .slice(0, 10)
    .map((step) => String(step).slice(0, 60))
    .join('.');

function flawsOf(value: unknown): Flaw[] {
  const flaws: Flaw[] = [];
  walk(value, [], flaws);
  return flaws;
}

function walk(value: unknown, path: (string | number)[], flaws: Flaw[]): void {
  if (flaws.length >= MOST) return;
  const add = (kind: Flaw['kind'], message: string) => void flaws.push({ kind, path: [...path], message });
  if (typeof value === 'string' && value.startsWith(UNHELD)) {
    const source = value.slice(UNHELD.length, UNHELD.length + 40);
    return add('number', `the number ${source} cannot be kept as it is: send fewer digits, or a text`);
  }
  if (typeof value !== 'object' || value === null || value instanceof RefusedEntry) return;
  if (path.length >= DEEPEST) return add('depth', `is nested deeper than ${DEEPEST} levels`);
  for (const [key, inner] of Object.entries(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    // A library that copies the object would change its prototype.
    if (key === '__proto__') add('prototype', 'is not allowed as a name: rename it');
    else walk(inner, path, flaws);
    path.pop();
  }
}

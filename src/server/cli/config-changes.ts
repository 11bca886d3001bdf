import { isDeepStrictEqual } from 'node:util';

type Entry = Record<string, unknown>;

/** What another document changes, a line an entry: `+ items.beanie`, `~ coin_rules.lesson: amount 10 → 20`. */
export function changesBetween(before: object, after: object): string[] {
  const sections = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...sections].flatMap((section) => {
    const [was, is] = [before, after].map((document) => (document as Entry)[section]);
    if (!isList(was ?? []) || !isList(is ?? [])) return change(section, was, is);
    return entriesOf(section, (was ?? []) as Entry[], (is ?? []) as Entry[]);
  });
}

const isList = (value: unknown): value is Entry[] => Array.isArray(value);

function entriesOf(section: string, before: Entry[], after: Entry[]): string[] {
  const [was, is] = [before, after].map((entries) => new Map(entries.map((entry, at) => [nameOf(entry, at), entry])));
  const names = new Set([...was!.keys(), ...is!.keys()]);
  return [...names].flatMap((name) => change(`${section}.${name}`, was!.get(name), is!.get(name)));
}

const nameOf = (entry: Entry, at: number): string => {
  const name = entry['key'] ?? entry['stage'];
  return typeof name === 'string' || typeof name === 'number' ? String(name) : String(at);
};

function change(name: string, was: unknown, is: unknown): string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (was === undefined) return [`+ ${name}`];
  if (is === undefined) return [`- ${name}`];
  if (!isEntry(was) || !isEntry(is)) return [`~ ${name}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !isDeepStrictEqual(was[field], is[field]))
    .map((field) => `${field} ${written(was[field])} → ${written(is[field])}`);
  return [`~ ${name}: ${fields.join(', ')}`];
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !isList(value);
const written = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));

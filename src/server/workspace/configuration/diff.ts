import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { configDiff } from '../../../contract/configuration/configuration.ts';

export type ConfigDiff = z.output<typeof configDiff>;
type ConfigEntry = Record<string, unknown>;

/** What the later document changes, by the keys of its entries; their order says nothing. */
export function diffOf(before: object, after: object): ConfigDiff {
  const sections = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const found = sections.map((section) => {
    const [was, is] = [before, after].map((document) => entriesOf(section, (document as ConfigEntry)[section]));
    return [section, sectionDiff(was!, is!)] as const;
  });
  return Object.fromEntries(
    found.filter(([, { added, removed, changed }]) => added.length + removed.length + changed.length > 0),
  );
}

function sectionDiff(was: Map<string, ConfigEntry>, is: Map<string, ConfigEntry>): ConfigDiff[string] {
  const both = [...is].flatMap(([key, entry]) =>
    was.has(key) ? [{ key, fields: fieldsOf(was.get(key)!, entry) }] : [],
  );
  return {
    added: [...is].filter(([key]) => !was.has(key)).map(([, entry]) => entry),
    removed: [...was].filter(([key]) => !is.has(key)).map(([, entry]) => entry),
    changed: both.filter(({ fields }) => Object.keys(fields).length > 0),
  };
}

/** A section that is no list is one entry, called as the section is. */
function entriesOf(section: string, content: unknown): Map<string, ConfigEntry> {
  if (content === undefined) return new Map();
  if (!Array.isArray(content)) return new Map([[section, content as ConfigEntry]]);
  const named = new Map<string, ConfigEntry>();
  for (const entry of content as ConfigEntry[]) named.set(unusedName(named, keyOf(entry)), entry);
  return named;
}

/** Stages go by number; skill rules, which have no key, by what they are for. */
export function keyOf({ key, stage, event_type, skill_key }: ConfigEntry): string {
  return String(key ?? stage ?? `${String(event_type)} ${String(skill_key)}`);
}

function unusedName(named: ReadonlyMap<string, unknown>, name: string): string {
  if (!named.has(name)) return name;
  for (let count = 2; ; count++) if (!named.has(`${name} ${count}`)) return `${name} ${count}`;
}

function fieldsOf(was: ConfigEntry, is: ConfigEntry): Record<string, [unknown, unknown]> {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return Object.fromEntries(
    names
      .filter((name) => !isDeepStrictEqual(was[name], is[name]))
      .map((name) => [name, [was[name] ?? null, is[name] ?? null]]),
  );
}

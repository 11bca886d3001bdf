import { diffOf, keyOf, type ConfigDiff } from '../workspace/configuration/diff.ts';

/** What another document changes, a line an entry: `+ items.beanie`, `~ coin_rules.lesson: amount 10 → 20`. */
export function changesBetween(before: object, after: object): string[] {
  return Object.entries(diffOf(before, after)).flatMap(([section, changes]) => linesOf(section, changes));
}

function linesOf(section: string, { added, removed, changed }: ConfigDiff[string]): string[] {
  const name = (entry: Record<string, unknown>) => (section === 'hatching' ? section : `${section}.${keyOf(entry)}`);
  return [
    ...added.map((entry) => `+ ${name(entry)}`),
    ...removed.map((entry) => `- ${name(entry)}`),
    ...changed.map(({ key, fields }) => `~ ${section === key ? section : `${section}.${key}`}: ${written(fields)}`),
  ];
}

/** No server answers a cause's secret, so that a file with one may change it; no terminal shows it. */
const SECRET = 'secret as in the file';

function written(fields: ConfigDiff[string]['changed'][number]['fields']): string {
  const value = (one: unknown) => (one === null ? 'none' : JSON.stringify(one));
  return Object.entries(fields)
    .map(([field, [was, is]]) => (field === 'secret' ? SECRET : `${field} ${value(was)} → ${value(is)}`))
    .join(', ');
}

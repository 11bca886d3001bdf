import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { inHome } from '../paths.ts';
import { type Description, describeElement } from './describe.ts';

export const ELEMENT_PAGE = inHome('docs/element.md');

/** `docs/element.md` with its tables as the element is now: each stands between `<!-- name -->` and `<!-- /name -->`. */
export async function pageWithTables(page: string): Promise<string> {
  let text = page;
  for (const [name, table] of Object.entries(tables(describeElement()))) {
    const place = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
    if (!place.test(text)) throw new Error(`docs/element.md has no place for the table "${name}".`);
    text = text.replace(place, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  }
  return format(text, { ...(await resolveConfig(ELEMENT_PAGE)), parser: 'markdown' });
}

function tables(element: Description): Record<string, string> {
  return {
    attributes: table(
      ['attribute', 'value', 'meaning'],
      element.attributes.map(({ name, type, description }) => [code(name), code(type), description]),
    ),
    properties: table(
      ['property', 'type', 'meaning'],
      element.properties.map(({ name, type, description, isReadonly }) => [
        `${code(name)}${isReadonly ? ' (read only)' : ''}`,
        code(type),
        description,
      ]),
    ),
    methods: table(
      ['method', 'answer', 'meaning'],
      element.methods.map(({ name, parameters, type, description }) => [
        code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
        code(type),
        description,
      ]),
    ),
    events: table(
      ['event', 'when', 'on it'],
      element.events.map(({ name, description, fields }) => [
        code(name),
        description,
        fields.map((field) => code(field.name)).join(', '),
      ]),
    ),
    variables: table(
      ['variable', 'meaning'],
      element.cssProperties.map(({ name, description }) => [code(name), description]),
    ),
    parts: table(
      ['part', 'meaning'],
      element.cssParts.map(({ name, description }) => [code(name), description]),
    ),
  };
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) await writeFile(ELEMENT_PAGE, await pageWithTables(await readFile(ELEMENT_PAGE, 'utf8')));

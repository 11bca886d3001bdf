import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeElement } from '../../src/build/editors/describe.ts';
import { ELEMENT_PAGE, pageWithTables } from '../../src/build/editors/tables.ts';
import { ELEMENT_PACKAGE, inHome } from '../../src/build/paths.ts';

interface Named {
  name: string;
  description: string;
}
interface Completed {
  version: number;
  tags?: (Named & { attributes: (Named & { values?: Named[] })[] })[];
  properties?: Named[];
}

describe('what editors and documents know of the element', () => {
  it('the tables of docs/element.md are those of the element: `npm run docs` writes them', async () => {
    const page = await readFile(ELEMENT_PAGE, 'utf8');
    expect(await pageWithTables(page)).toBe(page);
  });

  it('the manifest holds what is public, and no internal name', async () => {
    const text = await readFile(join(ELEMENT_PACKAGE, 'custom-elements.json'), 'utf8');
    const source = await readFile(inHome('src/widget/element/hatched-buddy.ts'), 'utf8');
    const states = [...source.matchAll(/^ {4}(\w+): \{ state: true/gm)].map(([, name]) => name!);
    const internal = [...source.matchAll(/@internal \*\/\n\s+(?:declare |readonly |get )*(\w+)/g)].map(
      ([, name]) => name!,
    );
    expect(states.length).toBeGreaterThan(3);
    expect(internal.length).toBeGreaterThan(3);
    const names = new Set([...text.matchAll(/"name": "([^"]+)"/g)].map(([, name]) => name!));
    expect([...states, ...internal].filter((name) => names.has(name))).toEqual([]);
    expect([...names].filter((name) => name.startsWith('_') || name.startsWith('#'))).toEqual([]);
    for (const name of [
      'session-token',
      'getSessionToken',
      'openMarket',
      'hatched-ready',
      '--hatched-accent',
      'image',
    ]) {
      expect(names).toContain(name);
    }
  });

  it('what VS Code completes are the attributes and their values, and the variables, each with a word on it', async () => {
    const read = async (name: string) => JSON.parse(await readFile(join(ELEMENT_PACKAGE, name), 'utf8')) as Completed;
    const { attributes, cssProperties } = describeElement();
    const html = await read('vscode.html-custom-data.json');
    const [tag] = html.tags!;
    expect([html.version, html.tags!.length, tag!.name]).toEqual([1.1, 1, 'hatched-buddy']);
    expect(tag!.attributes.map(({ name }) => name)).toEqual(attributes.map(({ name }) => name));
    const values = (name: string) => tag!.attributes.find((one) => one.name === name)!.values?.map((one) => one.name);
    expect(values('theme')).toEqual(['auto', 'light', 'dark']);
    expect(values('size')).toEqual(['xs', 'sm', 'md', 'lg', 'full']);
    expect(values('session-token')).toBeUndefined();
    expect(tag!.attributes.filter(({ description }) => !description)).toEqual([]);
    const css = await read('vscode.css-custom-data.json');
    expect(css.properties!.map(({ name }) => name)).toEqual(cssProperties.map(({ name }) => name));
    expect(css.properties!.filter(({ name, description }) => !name.startsWith('--hatched-') || !description)).toEqual(
      [],
    );
    expect(describeElement().cssParts.filter(({ description }) => !description)).toEqual([]);
  });

  it('every event says when it comes', () => {
    const { events, methods } = describeElement();
    expect(methods.map(({ name }) => name)).toEqual(['track', 'refresh', 'openMarket', 'closeMarket']);
    expect(events.filter(({ fields, description }) => !description && fields.length === 0)).toEqual([]);
  });
});

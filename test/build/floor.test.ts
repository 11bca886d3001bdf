import type { BrowserName, CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';
import { createRequire } from 'node:module';
import { glob, readFile } from 'node:fs/promises';
import postcss from 'postcss';
import { beforeAll, describe, expect, it } from 'vitest';
import { FLOOR } from '../../vite.config.ts';
import { inHome } from '../../src/build/paths.ts';

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as { css: Record<string, Identifier> };

/** What is younger than the floor, and may be: without it something is plainer, and nothing is wrong. */
const DISPENSABLE: Record<string, string> = {
  '@starting-style': 'what appears does so at once',
  'position-area': 'a popover stands in the middle of the window',
  'position-try-fallbacks': 'goes with position-area',
  'scrollbar-width': 'a scroll bar is as wide as others',
  'forced-color-adjust': 'Safari forces no colours',
  'overscroll-behavior': 'in part everywhere; the page behind may scroll along',
  'contrast-color()': 'asked for by @supports; else the colour is derived as before',
  'scrollbar-color': 'a scroll bar follows the page, not the surface',
};

/** Every style sheet of the element, as text. */
async function sheets(): Promise<string[]> {
  const found = [await readFile(inHome('src/widget/styles.css'), 'utf8')];
  for await (const file of glob('src/widget/**/*.styles.ts', { cwd: inHome('.') })) {
    const module = (await import(inHome(file))) as Record<string, unknown>;
    for (const value of Object.values(module)) {
      for (const one of [value].flat(9) as { cssText?: string }[]) if (one?.cssText) found.push(one.cssText);
    }
  }
  return found;
}

/** Names of all that the sheets use, each with its place in MDN's data. */
function namesIn(css: string): Map<string, Identifier | undefined> {
  const { properties, selectors, types } = data.css as Record<string, Record<string, Identifier>>;
  const atRules = data.css['at-rules'] as unknown as Record<string, Identifier>;
  const names = new Map<string, Identifier | undefined>();
  const functionsOf = (text: string) => {
    for (const [, name] of text.matchAll(/(?<![\w-])([a-z][a-z-]+)\(/g))
      names.set(`${name}()`, find(types!['color']!, name!) ?? find(types!, name!) ?? find(properties!, name!));
    if (/\(from /.test(text)) names.set('relative colours', find(types!, 'relative_syntax'));
  };
  postcss.parse(css).walk((node) => {
    if (node.type === 'decl') {
      if (!node.prop.startsWith('-')) names.set(node.prop, properties![node.prop]);
      functionsOf(node.value);
    }
    if (node.type === 'atrule') {
      names.set(`@${node.name}`, atRules[node.name]);
      if (node.name === 'container' && /\bstyle\(/.test(node.params))
        names.set('@container style()', find(atRules['container']!, 'style_queries_for_custom_properties'));
    }
    if (node.type === 'rule') {
      for (const [, name] of node.selector.matchAll(/(?<!:):{1,2}([a-z][a-z-]+)/g))
        names.set(`:${name}`, selectors![name!]);
    }
  });
  return names;
}

function find(place: object, name: string): Identifier | undefined {
  for (const [key, inner] of Object.entries(place)) {
    if (key === '__compat' || typeof inner !== 'object') continue;
    const found = key === name ? (inner as Identifier) : find(inner as object, name);
    if (found?.__compat) return found;
  }
  return undefined;
}

/** The browsers of the floor that have it only later, or not. */
function tooOld({ support }: CompatStatement): string[] {
  return FLOOR.filter((target) => {
    const [, browser, floor] = /^([a-z]+)([\d.]+)$/.exec(target)!;
    const statements = [support[browser as BrowserName] ?? []].flat() as SimpleSupportStatement[];
    const since = statements
      .filter(({ flags, partial_implementation: partial }) => !flags && !partial)
      .map(({ version_added: version }) => (typeof version === 'string' ? version.replace('≤', '') : 'never'));
    return !since.some((version) => version === 'preview' || number(version) <= number(floor!));
  });
}

/** `17.10` is after `17.5`. */
function number(version: string): number {
  const [major = NaN, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}

describe('the floor of browsers', () => {
  let names: Map<string, Identifier | undefined>;
  beforeAll(async () => {
    names = namesIn((await sheets()).join('\n'));
  });

  it('has all that the style sheets cannot do without', () => {
    expect(names.size).toBeGreaterThan(100);
    const young = [...names].flatMap(([name, place]) => {
      const missing = place?.__compat ? tooOld(place.__compat) : [];
      return missing.length > 0 ? [`${name}: ${missing.join(', ')}`] : [];
    });
    const unexpected = young.filter((line) => !(line.split(': ')[0]! in DISPENSABLE));
    expect(unexpected).toEqual([]);
    expect(Object.keys(DISPENSABLE).filter((name) => !young.some((line) => line.startsWith(`${name}: `)))).toEqual([]);
  });

  it('is known to MDN, all of it', () => {
    const unknown = [...names].filter(([, place]) => !place?.__compat).map(([name]) => name);
    expect(unknown.sort()).toEqual([]);
  });

  it('is what the documents say', async () => {
    const text = await readFile(inHome('docs/embedding.md'), 'utf8');
    const [, chrome, firefox, safari] = /Chrome and Edge (\d+), Firefox (\d+), Safari ([\d.]+)/.exec(text)!;
    expect(FLOOR).toEqual([`chrome${chrome}`, `edge${chrome}`, `firefox${firefox}`, `safari${safari}`]);
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inHome } from '../../src/build/paths.ts';

const PATH = /`((?:src|test)\/[\w./-]+)`/g;
const page = await readFile(inHome('docs/security.md'), 'utf8');
const isShown = (text: string) => text.match(PATH) !== null || /\]\([\w-]+\.md/.test(text);

test('every file that docs/security.md names is there', () => {
  const paths = [...page.matchAll(PATH)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !existsSync(inHome(path)))).toEqual([]);
  for (const path of paths) expect(path).toMatch(/\.ts$/);
});

test('every row and every item of it names a file, or the page that shows it', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!-)/.test(line));
  const statements = rows.filter((row) => !/ shown by +\|$/.test(row));
  // An item goes on in the indented lines below it.
  const items = page
    .split(/\n(?=- |\d\. )/)
    .slice(1)
    .map((item) => item.split(/\n(?! {2,}\S)/)[0]!);
  expect(statements.length).toBeGreaterThan(15);
  expect(items.length).toBeGreaterThan(12);
  expect([...statements, ...items].filter((text) => !isShown(text) && !text.includes('is up to you'))).toEqual([]);
});

import { expect, it } from 'vitest';
import { documents } from '../../src/build/documents.ts';
import { packages } from '../../src/build/packages/packages.ts';
import { pages } from '../../src/build/pages.ts';
import { studio } from '../../src/build/studio.ts';

it('the packages are stale when anything is that they hold a copy of', () => {
  const held = [pages, documents, studio].flatMap(({ sources }) => sources);
  expect(held.filter((pattern) => !packages.sources.includes(pattern))).toEqual([]);
  expect(held).toContain('README.md');
});

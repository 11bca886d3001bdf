import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../../src/build/build.ts';

const home = new URL('../../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
};

describe('what npm ships of the element', () => {
  beforeAll(() => buildStale(), 120_000);

  it('has every file that the exports name', () => {
    const files = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : [entry.types, entry.default],
    );
    expect(files.filter((file) => !existsSync(new URL(file, home)))).toEqual([]);
  });

  it('is imported in Node without an effect', async () => {
    const { HatchedBuddy } = (await import(fileURLToPath(new URL('dist/npm/index.js', home)))) as {
      HatchedBuddy: { version: string };
    };
    expect(HatchedBuddy.version).toBe(manifest.version);
    await import(fileURLToPath(new URL('dist/npm/define.js', home)));
  });
});

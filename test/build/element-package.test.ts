import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ELEMENT_PACKAGE, ROOT } from '../../src/build/paths.ts';

interface Manifest {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
}

describe('the package hatched-buddy', () => {
  let manifest: Manifest;
  beforeAll(() => {
    manifest = JSON.parse(readFileSync(join(ELEMENT_PACKAGE, 'package.json'), 'utf8')) as Manifest;
  });

  it('has every file that its exports name', () => {
    const files = Object.values(manifest.exports)
      .flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.types, entry.default]))
      .filter((file) => !file.includes('*'));
    expect(files.filter((file) => !existsSync(join(ELEMENT_PACKAGE, file)))).toEqual([]);
  });

  it('needs nothing of a server', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['@lit/context', '@noble/hashes', 'lit', 'nanostores']);
  });

  it('has the version of the whole, and its script tags have a hash each', () => {
    const integrity = JSON.parse(readFileSync(join(ELEMENT_PACKAGE, 'dist/sri.json'), 'utf8')) as object;
    expect(manifest.version).toBe(ROOT.version);
    expect(Object.keys(integrity)).toEqual(['hatched-buddy.css', 'hatched-buddy.iife.js', 'hatched-buddy.js']);
  });

  it('names no file relative to itself: bundlers would look for it', () => {
    const chunks = readdirSync(join(ELEMENT_PACKAGE, 'chunks')).filter((name) => name.endsWith('.js'));
    expect(chunks.length).toBeGreaterThan(5);
    const literal = /new URL\(\s*["'`]/;
    expect(chunks.filter((name) => literal.test(readFileSync(join(ELEMENT_PACKAGE, 'chunks', name), 'utf8')))).toEqual(
      [],
    );
  });

  it('has the SDK with the names that errors and stack traces show', async () => {
    const sdk = (await import(join(ELEMENT_PACKAGE, 'sdk/index.js'))) as Record<string, { name: string }>;
    const classes = ['HatchedClient', 'HatchedError', 'ConnectionError', 'RateLimitError'];
    expect(classes.map((name) => sdk[name]!.name)).toEqual(classes);
  });

  it('is imported in Node without an effect', async () => {
    const { HatchedBuddy } = (await import(join(ELEMENT_PACKAGE, 'index.js'))) as { HatchedBuddy: { version: string } };
    expect(HatchedBuddy.version).toBe(ROOT.version);
    await import(join(ELEMENT_PACKAGE, 'define.js'));
  });
});

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ELEMENT_PACKAGE, inHome } from '../../src/build/paths.ts';

// Apps of a file each, checked by the framework's own compiler, the package's declarations included. What must be refused
// is marked as an error that is expected: without the types it would not be one.

const REACT = `
import 'hatched-buddy/define';
import type {} from 'hatched-buddy/react';
import { useRef } from 'react';
import type { HatchedBuddy } from 'hatched-buddy';

export function Buddy({ token }: { token: () => Promise<string> }) {
  const buddy = useRef<HatchedBuddy>(null);
  return (
    <>
      <hatched-buddy
        ref={buddy}
        className="buddy"
        session-token="t"
        theme="dark"
        size="md"
        lang="de"
        getSessionToken={token}
        onhatched-badge-awarded={(event) => console.log(event.badge.label.toUpperCase())}
      />
      {/* @ts-expect-error there is no such theme */}
      <hatched-buddy theme="pink" />
      {/* @ts-expect-error a badge has no such field */}
      <hatched-buddy onhatched-badge-awarded={(event) => event.badge.nonsense} />
    </>
  );
}
`;

const VUE = `
<script setup lang="ts">
import 'hatched-buddy/define';
import type {} from 'hatched-buddy/vue';
const token = async () => 't';
</script>
<template>
  <hatched-buddy
    class="buddy"
    theme="dark"
    api-base="/api/v1"
    :getSessionToken="token"
    @hatched-badge-awarded="(event) => event.badge.label.toUpperCase()"
  />
  <!-- @vue-expect-error there is no such theme -->
  <hatched-buddy theme="pink" />
  <!-- @vue-expect-error a badge has no such field -->
  <hatched-buddy @hatched-badge-awarded="(event) => event.badge.nonsense" />
</template>
`;

const SVELTE = `
<script lang="ts">
  import 'hatched-buddy/define';
  import type {} from 'hatched-buddy/svelte';
  const token = async () => 't';
</script>

<hatched-buddy
  class="buddy"
  theme="dark"
  api-base="/api/v1"
  getSessionToken={token}
  onhatched-badge-awarded={(event) => event.badge.label.toUpperCase()}
></hatched-buddy>
`;
const SVELTE_WRONG = `
<script lang="ts">
  import type {} from 'hatched-buddy/svelte';
</script>

<hatched-buddy theme="pink"></hatched-buddy>
<hatched-buddy onhatched-badge-awarded={(event) => event.badge.nonsense}></hatched-buddy>
`;

const OPTIONS = {
  strict: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  jsx: 'react-jsx',
  types: [],
  noEmit: true,
  skipLibCheck: false,
};

async function check(command: string, ...words: string[]): Promise<string> {
  const bin = inHome(`node_modules/.bin/${command}`);
  return promisify(execFile)(bin, words).then(
    () => '',
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );
}

describe('templates know the element', () => {
  let trials: string;
  beforeAll(async () => {
    // Within the checkout, so that the frameworks are found.
    await mkdir(inHome('test-results'), { recursive: true });
    trials = await mkdtemp(inHome('test-results/frameworks-'));
    await mkdir(join(trials, 'node_modules'));
    await symlink(ELEMENT_PACKAGE, join(trials, 'node_modules/hatched-buddy'));
  });
  afterAll(() => rm(trials, { recursive: true, force: true }));

  async function project(files: Record<string, string>, options: object = {}): Promise<string> {
    const folder = await mkdtemp(join(trials, 'app-'));
    const config = { compilerOptions: { ...OPTIONS, ...options }, include: ['src'] };
    for (const [name, text] of Object.entries({ ...files, 'tsconfig.json': JSON.stringify(config) })) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  }

  it('in React 19, for tsc', async () => {
    const folder = await project({ 'src/app.tsx': REACT });
    expect(await check('tsc', '-p', folder)).toBe('');
  });

  it('in Vue 3, for vue-tsc', async () => {
    const folder = await project({ 'src/app.vue': VUE }, { skipLibCheck: true });
    expect(await check('vue-tsc', '-p', folder)).toBe('');
  });

  it('in Svelte 5, for svelte-check', async () => {
    // Its own: else the one of Vite is taken that lies above it, in the checkout.
    const config = { 'svelte.config.js': 'export default {};' };
    const right = await project({ ...config, 'src/app.svelte': SVELTE }, { skipLibCheck: true });
    expect(await check('svelte-check', '--workspace', right, '--fail-on-warnings')).toBe('');
    const wrong = await project({ ...config, 'src/app.svelte': SVELTE_WRONG }, { skipLibCheck: true });
    const output = await check('svelte-check', '--workspace', wrong, '--output', 'machine');
    expect(output).toContain('pink');
    expect(output).toContain('nonsense');
  });
});

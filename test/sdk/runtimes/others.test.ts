import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../support/bundle-sdk.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { RAW } from '../webhooks/vectors.ts';
import { EXPECTED, type Task } from './script.ts';

const run = promisify(execFile);
let playground: Playground;
let folder: string;
let task: Omit<Task, 'userId'>;

beforeAll(async () => {
  playground = await startPlayground(LESSONS);
  folder = await mkdtemp(join(tmpdir(), 'hatched-runtimes-'));
  await writeFile(join(folder, 'program.mjs'), await bundle(fileURLToPath(new URL('program.ts', import.meta.url))));
  task = { url: await playground.listen(), apiKey: playground.test.secret, signed: RAW };
});
afterAll(async () => {
  await playground?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The runtime comes from npm, into npm's own cache. */
const RUNTIMES: [name: string, command: string[], version: RegExp][] = [
  ['Node 20', ['--package=node@20', 'node'], /^v20\./],
  ['Node 22', ['--package=node@22', 'node'], /^v22\./],
  ['Node 24', ['--package=node@24', 'node'], /^v24\./],
  ['Deno', ['--package=deno@2', 'deno'], /^deno 2\./],
  ['Bun', ['--package=bun@1', 'bun'], /^1\./],
];

test.each(RUNTIMES)('on %s', async (name, [from = '', program = ''], version) => {
  const npx = (...args: string[]) => run('npx', ['--yes', from, program, ...args], { cwd: folder });
  expect((await npx('--version')).stdout).toMatch(version);
  const allowed = name === 'Deno' ? ['run', '--allow-net'] : [];
  const { stdout } = await npx(...allowed, 'program.mjs', JSON.stringify({ ...task, userId: name }));
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual(EXPECTED);
});

import { execFile } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, temporaryDirectory, TEST_SECRET_KEY, type RealServer } from '../support/real-server.ts';

const HOME = new URL('../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, HOME), 'utf8');
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code!);

let server: RealServer;
let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  [folder, data] = [await temporaryDirectory(), await temporaryDirectory()];
  server = await startRealServer({ DATA_DIR: data.path, HATCHED_DEMO: '0', HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1' });
  await symlink(new URL('node_modules', HOME).pathname, join(folder.path, 'node_modules'));
  await writeFile(join(folder.path, 'hatched.json'), blocksOf(await read('docs/configuration.md'), 'json')[0]!);
});
afterAll(async () => {
  await server?.stop();
  await folder?.remove();
  await data?.remove();
});

/** Runs the blocks of a page one after another, as one program of a user's, from the SDK's own source. */
async function run(name: string, blocks: string[], before = ''): Promise<string> {
  const code = [before, ...blocks, "console.log('The end.');\nprocess.exit(0);"]
    .join('\n')
    .replaceAll("'hatched-buddy/sdk/webhooks'", `'${new URL('src/sdk/webhooks/index.ts', HOME).href}'`)
    .replaceAll("'hatched-buddy/sdk'", `'${new URL('src/sdk/index.ts', HOME).href}'`);
  const file = join(folder.path, `${name}.mjs`);
  await writeFile(file, code);
  const env = { ...process.env, HATCHED_SECRET_KEY: TEST_SECRET_KEY, HATCHED_URL: server.url, PORT: '0' };
  return (await promisify(execFile)(process.execPath, [file], { cwd: folder.path, env })).stdout;
}

test('every snippet of docs/sdk.md does what is said of it', async () => {
  const printed = await run('sdk', blocksOf(await read('docs/sdk.md'), 'js'));
  expect(printed).toMatch(/^eyJ[\w.-]+$/m);
  expect(printed).toMatch(/^\w+ \[ \d+, \d+ \]$/m);
  expect(printed).toMatch(/^\+\d+ coins and first_lesson$/m);
  expect(printed).toMatch(/^It costs 1000000, there are \d+\.$/m);
  expect(printed).toMatch(/^The end\.$/m);
});

test('and the one of the README', async () => {
  const section = (await read('README.md')).split('## On your server')[1]!.split('\n## ')[0]!;
  const before = `
    import express from 'express';
    const app = express();
    const user = { id: 'user_of_the_readme' };
    const completion = { id: 'completion_1' };`;
  expect(await run('readme', blocksOf(section, 'js'), before)).toMatch(/^The end\.$/m);
});

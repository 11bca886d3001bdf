import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
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
    .replaceAll("'hatched-buddy/sdk'", `'${new URL('src/sdk/index.ts', HOME).href}'`)
    .replaceAll("'hatched-buddy-server/testing'", `'${new URL('src/server/testing/index.ts', HOME).href}'`);
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
  expect(printed).toMatch(/^A streak of 1 has ended on \d{4}-/m);
  expect(printed).toMatch(/^The end\.$/m);
});

test('and every line for a shell, of a user’s whose rules are published', async () => {
  const [, commands = ''] = blocksOf(await read('docs/sdk.md'), 'sh');
  const lines = commands.split('\n').filter((line) => line.startsWith('npx hatched-buddy-server '));
  expect(lines.length).toBeGreaterThan(7);
  const env = { PATH: process.env['PATH'], HATCHED_SECRET_KEY: TEST_SECRET_KEY, HATCHED_URL: server.url };
  const main = new URL('src/server/main.ts', HOME).pathname;
  let listening: ChildProcess | undefined;
  const said = new Map<string, string>();
  for (const line of lines) {
    const [name = '', ...words] = line.split(' ').slice(2);
    const options = { cwd: folder.path, env };
    if (words[0] === 'listen') {
      listening = spawn(process.execPath, [main, name, ...words], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
      const [first] = (await once(listening.stdout!, 'data')) as [Buffer];
      expect(first.toString()).toMatch(/^Listening\. .* whsec_/);
    } else {
      const { stdout } = await promisify(execFile)(process.execPath, [main, name, ...words], options);
      said.set(`${name} ${words[0]}`, stdout);
    }
  }
  listening!.kill('SIGINT');
  expect(said.get('config diff')).toBe('hatched.json is what is published.\n');
  expect(said.get('events send')).toContain('"dryRun": true');
  expect(said.get('webhooks trigger')).toContain('(webhooks listen)');
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

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SAMPLES } from '../../../src/server/webhooks/samples.ts';
import { freePort } from '../../support/ports.ts';
import { startRealServer, temporaryDirectory, TEST_SECRET_KEY, type RealServer } from '../../support/real-server.ts';

const HOME = new URL('../../../', import.meta.url);
/** The files of the page, by the name in their first line. */
const files = new Map<string, string>();
let page: string;
let server: RealServer;
let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;
const running: ChildProcess[] = [];

beforeAll(async () => {
  page = await readFile(new URL('docs/webhooks.md', HOME), 'utf8');
  for (const [, name, code] of page.matchAll(/^```js\n\/\/ (\S+)\n(.*?)^```/gms)) files.set(name!, code!);
  [folder, data] = [await temporaryDirectory(), await temporaryDirectory()];
  server = await startRealServer({ DATA_DIR: data.path, HATCHED_DEMO: '0', HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1' });
  await symlink(new URL('node_modules', HOME).pathname, join(folder.path, 'node_modules'));
  await write('package.json', '{ "type": "module" }');
  const sdk = new URL('src/sdk/webhooks/index.ts', HOME).href;
  for (const [name, code] of files) await write(name, code.replaceAll("'hatched-buddy/sdk/webhooks'", `'${sdk}'`));
  // What frameworks do with a handler of theirs.
  const serve = "import { serve } from '@hono/node-server';\n";
  const listen = 'port: Number(process.env.PORT) });';
  await write('next.js', `${serve}import { POST } from './app/hooks/route.js';\nserve({ fetch: POST, ${listen}`);
  await write('plain.js', `${serve}import handler from './request.js';\nserve({ fetch: handler.fetch, ${listen}`);
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill();
    await once(child, 'exit');
  }
});
afterAll(async () => {
  await server?.stop();
  await folder?.remove();
  await data?.remove();
});

async function write(name: string, text: string): Promise<void> {
  const file = join(folder.path, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function call(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_SECRET_KEY}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer.json();
}

/** Runs one of the page's programs; answers what it has printed. */
async function run(name: string, url: string, secret: string): Promise<() => string> {
  const environment = { PATH: process.env['PATH'] ?? '', WEBHOOK_SECRET: secret, PORT: new URL(url).port };
  const child = spawn(process.execPath, [name], {
    cwd: folder.path,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  while ((await fetch(url).catch(() => null)) === null) {
    if (child.exitCode !== null) throw new Error(printed);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return () => printed;
}

async function ended(endpoint_id: string): Promise<{ status: string; attempts: { response_status: number }[] }> {
  for (;;) {
    const { data } = await call('GET', `/webhook-endpoints/${endpoint_id}/deliveries`);
    if (data[0].status !== 'pending') return data[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test.each([
  ['express.js', 'raw'],
  ['fastify.js', 'envelope'],
  ['hono.js', 'standard'],
  ['next.js', 'raw'],
  ['plain.js', 'standard'],
])('the handler %s takes what is sent (%s), once, and refuses what is not', async (program, format) => {
  const url = `http://127.0.0.1:${await freePort()}/hooks`;
  const { endpoint_id, secret } = await call('POST', '/webhook-endpoints', { url, events: ['badge.awarded'], format });
  const printed = await run(program, url, secret);
  const { delivery_id } = await call('POST', `/webhook-endpoints/${endpoint_id}/test`);
  expect(await ended(endpoint_id)).toMatchObject({ status: 'succeeded', attempts: [{ response_status: 204 }] });
  await call('POST', `/webhook-endpoints/${endpoint_id}/deliveries/${delivery_id}/replay`);
  expect(await ended(endpoint_id)).toMatchObject({
    status: 'succeeded',
    attempts: [{ response_status: 204 }, { response_status: 204, trigger: 'replay' }],
  });
  const { buddy_id, badge_id } = SAMPLES.find(({ event }) => event === 'badge.awarded')!.sample;
  expect(printed()).toBe(`${buddy_id} has earned ${badge_id}\n`);
  const headers = { 'content-type': 'application/json' };
  const forged = await fetch(url, { method: 'POST', headers, body: '{"buddy_id":"buddy_1"}' });
  expect([forged.status, await forged.text()]).toEqual([400, 'missing_header']);
});

test('every event stands on the page with the sample that the API shows', () => {
  const shown = [...page.matchAll(/^### `([\w.]+)`\n\n(.*?)\n\n```json\n(.*?)^```/gms)].map(
    ([, event, description, sample]) => ({ event, description, sample: JSON.parse(sample!) }),
  );
  expect(shown).toEqual(SAMPLES);
});

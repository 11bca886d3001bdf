import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ELEMENT_PACKAGE, inHome } from '../../src/build/paths.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';
import { documentedPolicy } from '../support/documented-policy.ts';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { type Installed, install, run } from './packed.ts';

const BIN = inHome('node_modules/.bin');
/** All that others may import. */
const ENTRIES = [
  ...['.', './define', './sdk', './sdk/webhooks', './react', './vue', './svelte'],
  ...['./styles.css', './custom-elements.json', './dist/*', './package.json'],
];
const CONFIG = { species: [{ key: 'owl' }], stages: [{ stage: 1, label: 'Hatchling' }] };

describe('hatched-buddy, packed and installed', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await install(ELEMENT_PACKAGE);
  });
  afterAll(() => installed?.remove());

  it('brings what it needs and nothing else', async () => {
    expect(await installed.packages()).toEqual([
      '@lit-labs/ssr-dom-shim',
      '@lit/context',
      '@lit/reactive-element',
      '@noble/hashes',
      '@types/trusted-types',
      'hatched-buddy',
      'lit',
      'lit-element',
      'lit-html',
      'nanostores',
    ]);
  });

  it('is in order for publint', async () => {
    const { code, output } = await run(installed.folder, join(BIN, 'publint'), '--strict', installed.tarball);
    expect(code, output).toBe(0);
  });

  it('has types that resolve, for are-the-types-wrong', async () => {
    const { code, output } = await run(
      installed.folder,
      join(BIN, 'attw'),
      ...['--profile', 'esm-only', '--exclude-entrypoints', 'styles.css', '--', installed.tarball],
    );
    expect(code, output).toBe(0);
  });

  it('is imported, each entry, in Node', async () => {
    const manifest = JSON.parse(await readFile(join(ELEMENT_PACKAGE, 'package.json'), 'utf8')) as {
      exports: Record<string, string | object>;
    };
    const entries = Object.entries(manifest.exports);
    expect(entries.map(([path]) => path)).toEqual(ENTRIES);
    const program = (name: string) => {
      if (name.endsWith('.json')) return `await import('${name}', { with: { type: 'json' } })`;
      const file = `import.meta.resolve('${name.replace('*', 'hatched-buddy.iife.js')}')`;
      return /[.*]/.test(name) ? `(await import('node:fs')).readFileSync(new URL(${file}))` : `await import('${name}')`;
    };
    for (const [path] of entries) {
      const code = program(join('hatched-buddy', path));
      const words = ['--input-type=module', '-e', code];
      const answer = await run(installed.folder, process.execPath, ...words);
      expect(answer, code).toEqual({ code: 0, output: '' });
    }
    const sri = `(await import('hatched-buddy/dist/sri.json', { with: { type: 'json' } })).default['hatched-buddy.js']`;
    const words = ['--input-type=module', '-e', `console.log(${sri})`];
    expect((await run(installed.folder, process.execPath, ...words)).output).toMatch(/^sha384-/);
  });

  it('shows a buddy in Chromium on a page that a bundler made of it, under the policy that the documents name', async () => {
    const server = await startTestServer({ config: CONFIG });
    await writeFile(
      join(installed.folder, 'index.html'),
      `<!doctype html><hatched-buddy publishable-key="${server.publishableKey}" user-id="u1" api-base="${server.url}/api/v1"></hatched-buddy>
      <script type="module" src="/main.js"></script>`,
    );
    await writeFile(
      join(installed.folder, 'main.js'),
      `import 'hatched-buddy/define';\nimport 'hatched-buddy/styles.css';\n`,
    );
    await build({ configFile: false, root: installed.folder, logLevel: 'error' });
    const name = await hatch(server);
    const page = await serve(join(installed.folder, 'dist'), await documentedPolicy('npm package', server.url));
    const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
    try {
      const tab = await browser.newPage();
      await tab.goto(page.url);
      await tab.getByText(name).first().waitFor();
      expect(await tab.evaluate('document.querySelector("hatched-buddy").state.buddy.name')).toBe(name);
    } finally {
      await browser.close();
      page.server.close();
      await server.stop();
    }
  });
});

async function hatch({ url, secretKey }: TestServer): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const call = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const { egg_id } = await call('POST', '/eggs', { user_id: 'u1' });
  await call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
  const { operation_id } = await call('POST', `/eggs/${egg_id}/hatch`, {});
  const { result } = await call('GET', `/operations/${operation_id}?wait_ms=20000`);
  return (await call('GET', `/buddies/${result.buddy_id}`)).name;
}

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

async function serve(folder: string, policy: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url!;
    readFile(join(folder, path)).then(
      (bytes) => {
        response.setHeader('content-security-policy', policy);
        response.setHeader('content-type', TYPES[path.split('.').at(-1)!] ?? '').end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

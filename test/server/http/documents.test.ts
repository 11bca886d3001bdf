import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import type { OpenApi } from '../../../src/server/http/docs/openapi.ts';
import { pathOf } from '../../../src/server/http/register.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { HOME, VERSION } from '../../../src/server/version.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let api: OpenApi;
beforeAll(async () => {
  server = await startTestServer();
  api = (await server.call<OpenApi>('GET', '/openapi.json', { as: null })).body;
});
afterAll(() => server.close());

describe('the OpenAPI document', () => {
  test('is the one that is checked in (`vitest run -u` writes it anew)', async () => {
    await expect(`${JSON.stringify(api, null, 2)}\n`).toMatchFileSnapshot('../../../docs/openapi.json');
  });

  test('has every route, with its summary and an id of its own', () => {
    const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
    );
    const routes = allRoutes(server.parts).map((definition) => {
      const path = pathOf(definition).replaceAll(/:(\w+)/g, '{$1}');
      return `${definition.method} ${path}`;
    });
    expect(operations.map(({ name }) => name).sort()).toEqual(routes.sort());
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { operation } of operations) expect(operation.summary).toMatch(/^[A-Z].*\.$/);
  });

  test('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)].map((found) => found[1]!);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(api.components.schemas).toHaveProperty(reference.split('/').at(-1)!);
    }
  });

  test('declares every variable of a path', () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const operation of Object.values(methods)) {
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(declared, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
      }
    }
  });
});

describe('the contract', () => {
  const nameless = (call: string) => call.replaceAll(/\{\w+\}/g, '{}');

  test('names every call, and none that is not there', async () => {
    const contract = await readFile(new URL('docs/contract.md', HOME), 'utf8');
    const written = [...contract.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`\s?]*)/g)].map((found) =>
      nameless(found[1]!),
    );
    const routes = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => nameless(`${method.toUpperCase()} ${path.replace('/api/v1', '')}`)),
    );
    expect([...new Set(written)].sort()).toEqual(routes.sort());
  });

  test('names every error code, in the row of its status', async () => {
    const contract = await readFile(new URL('docs/contract.md', HOME), 'utf8');
    const [, table = ''] = /\| HTTP +\| codes +\|\n\| [-| ]+\n((?:\|.*\n)+)/.exec(contract)!;
    const told = table
      .trim()
      .split('\n')
      .flatMap((row) => {
        const [, statuses = '', codes = ''] = row.split('|');
        const known = [...codes.matchAll(/`(\w+)`/g)].flatMap(([, code]) => (code! in ERROR_STATUS ? [code!] : []));
        const of = statuses.match(/\d+/g)!.map(Number);
        // Several statuses in one row: one code each, in the same order.
        return known.map((code, at) => [code, of.length > 1 ? of[at] : of[0]]);
      });
    expect(Object.fromEntries(told)).toEqual(ERROR_STATUS);
  });
});

describe('the page', () => {
  test('reads this server’s document with files of this server, and needs nothing from elsewhere', async () => {
    const { text, headers } = await server.call('GET', '//docs', { as: null });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const [, spec] = /data-spec="([^"]+)"/.exec(text)!;
    expect((await server.call<OpenApi>('GET', `/${spec}`, { as: null })).body.paths).toEqual(api.paths);
    const files = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((found) => found[1]!);
    expect(files).toContain('/docs/reference.js');
    for (const file of files) expect(file).toMatch(/^\/(docs|api\/v1)\//);
    expect(text).not.toMatch(/<style|<script>|style=|https?:\/\//);
    for (const own of ['reference.js', 'reference.css']) {
      expect((await server.call('GET', `//docs/${own}`, { as: null })).status).toBe(200);
    }
  });

  test('allows scripts and styles of this server, and none that stand in the page or are put together', async () => {
    const { headers } = await server.call('GET', '//docs', { as: null });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toContain('unsafe');
  });
});

describe('files', () => {
  const WIDGET = new URL('dist/widget/', HOME);
  const NAME = 'test-of-the-server.js';
  beforeAll(async () => {
    await mkdir(WIDGET, { recursive: true });
    await writeFile(new URL(NAME, WIDGET), 'export default 1;\n');
  });
  afterAll(() => rm(new URL(NAME, WIDGET)));

  test('of the widget go to any origin, for a short while', async () => {
    const { status, headers, text } = await server.call('GET', `//${NAME}`, { as: null });
    expect(status).toBe(200);
    expect(text).toBe('export default 1;\n');
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'content-type': expect.stringContaining('javascript'),
    });
    const again = await server.call('GET', `//${NAME}`, {
      as: null,
      headers: { 'if-none-match': headers.etag as string },
    });
    expect(again.status).toBe(304);
  });

  test('or by version, for ever', async () => {
    const { status, headers } = await server.call('GET', `//v/${VERSION}/${NAME}`, { as: null });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await server.call('GET', `//v/0.0.0/${NAME}`, { as: null })).status).toBe(404);
  });

  test.each([
    '../package.json',
    '..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '.git/config',
    'demo/start.ts',
    'demo/..%2f..%2fpackage.json',
  ])('never from elsewhere: %s', async (path) => {
    const answer = await server.call('GET', `//${path}`, { as: null });
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('hatched-buddy"');
    expect(answer.body.error.requestId).toBe(answer.headers['x-request-id']);
  });

  test('the version is the package’s', async () => {
    expect(JSON.parse(await readFile(new URL('package.json', HOME), 'utf8')).version).toBe(VERSION);
  });
});

import { access, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../../src/server/http/register.ts';
import type { RouteDefinition } from '../../../src/server/http/route.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function row(definition: RouteDefinition): string[] {
  const { method, allow } = definition;
  const isPublic = Object.keys(allow).length === 0;
  return [
    `${method} ${pathOf(definition)}`,
    isPublic ? 'anybody' : allow.secret ? 'yes' : '',
    allow.publishable ?? '',
    allow.session ?? '',
    allow.embed ? 'yes' : '',
  ];
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [
    line(rows[0]!),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.slice(1).map(line),
  ].join('\n');
}

test('docs/who-may-call.md is the list of routes (`vitest run -u` writes it anew)', async () => {
  const head = ['call', 'secret key', 'publishable key with', 'session token with', 'embed token'];
  const page = `# Who may call what

Made from the list of routes; the credential matrix (\`test/server/gate/matrix.test.ts\`) tries each of these calls with each credential.

${table([head, ...allRoutes(server.parts).map(row)])}
`;
  await expect(page).toMatchFileSnapshot('../../../docs/who-may-call.md');
});

test('every test and file that docs/security.md shows is there', async () => {
  const root = new URL('../../../', import.meta.url);
  const page = await readFile(new URL('docs/security.md', root), 'utf8');
  const shown = [...page.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, path]) => path!);
  expect(shown.length).toBeGreaterThan(15);
  for (const path of shown) await expect(access(new URL(path, root)), path).resolves.toBeUndefined();
});

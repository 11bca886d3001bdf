import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { coins, openStudio } from './page.ts';
import { problemsOn } from '../../support/page-errors.ts';

/** The studio as static files, without any server of ours. */

const STATIC = fileURLToPath(new URL('../../../dist/studio', import.meta.url));
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
let files: Server;
let url: string;

test.beforeAll(async () => {
  files = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://files.test');
    const path = pathname.replace('/some/folder/', '');
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    readFile(join(STATIC, name)).then(
      (bytes) => response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/some/folder`;
});
test.afterAll(() => void files.close());

test('the scene of a real app says that it needs the server, and what to do', async ({ page }) => {
  const problems = problemsOn(page);
  await page.goto(`${url}/?scene=real+app`);
  await expect(page.getByRole('heading', { name: 'This scene needs the server' })).toBeVisible();
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('run npm start');
  expect(problems).toEqual([]);
});

test('where the page may not write to the clipboard by itself, Copy copies nevertheless', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read']);
  await page.addInitScript(() => {
    const { clipboard } = navigator;
    Object.assign(window, { read: () => clipboard.readText() });
    // As on a page that came over plain HTTP.
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await openStudio(page, url, '?look=candy');
  await page.getByRole('button', { name: 'Copy embed' }).click();
  await expect(page.getByRole('button', { name: 'Copied' }).first()).toBeVisible();
  const copied = await page.evaluate(() => (window as unknown as { read(): Promise<string> }).read());
  expect(copied).toContain('look="candy"');
  expect(copied).toContain('https://buddy.example.com/hatched-buddy.js');
});

test('it lives in any folder, without a server', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openStudio(page, url, '?scene=app');
  const before = await coins(page);
  await page.getByRole('button', { name: 'Complete a lesson' }).click();
  await expect.poll(() => coins(page)).toBeGreaterThan(before);
  expect(asked.filter((address) => !address.startsWith(url) && !/^(blob|data):/.test(address))).toEqual(
    [new URL('/favicon.ico', url).href].filter((address) => asked.includes(address)),
  );
  await page.getByRole('link', { name: 'API' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

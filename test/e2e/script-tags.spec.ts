import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { TEST_PUBLISHABLE_KEY } from '../support/real-server.ts';

/** The script tags as other people's pages carry them, from another origin and under a strict policy. */
const POLICY = (server: string) =>
  `default-src 'none'; script-src ${server}; style-src ${server}; img-src ${server}; connect-src ${server}; require-trusted-types-for 'script'; trusted-types lit-html`;

const server = demoServer();

for (const script of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
  test(`${script}: reads with a publishable key, in the page's language, under a strict policy`, async ({ page }) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const other = await serve(`<!doctype html><html lang="de"><head>
      <link rel="icon" href="${server.url}/lingua.svg">
      <link rel="stylesheet" href="${server.url}/hatched-buddy.css">
      <script async src="${server.url}/${script}"></script></head>
      <body><hatched-buddy publishable-key="${TEST_PUBLISHABLE_KEY}" user-id="demo-pip"></hatched-buddy></body></html>`);
    await page.goto(other.url);
    const buddy = page.locator('hatched-buddy');
    await expect(buddy.locator('[part=name]')).toHaveText('Pip');
    await expect(buddy.locator('[part=skills]')).toContainText('Fähigkeiten');
    await expect(buddy.locator('[part=image]')).toHaveJSProperty('complete', true);
    expect(problems).toEqual([]);
    other.close();
  });
}

/** A page on an origin of its own. */
async function serve(body: string): Promise<{ url: string; close(): void }> {
  const site = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY(server.url),
    });
    response.end(body);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
    close() {
      site.closeAllConnections();
      site.close();
    },
  };
}

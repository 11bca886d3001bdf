import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inHome } from '../../src/build/paths.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';

// As a new user would, with the snippets of the page alone.
describe('the quickstart', () => {
  let server: TestServer;
  let text: string;
  beforeAll(async () => {
    server = await startTestServer();
    text = await readFile(inHome('docs/quickstart.md'), 'utf8');
  });
  afterAll(() => server.stop());

  const snippet = (language: string) =>
    new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's')
      .exec(text)![1]!
      .replaceAll('https://buddy.example.com', server.url);

  it('is served with the address of the server in its snippets, and needs nothing from elsewhere', async () => {
    const answer = await fetch(`${server.url}/docs/quickstart`);
    expect(answer.headers.get('content-security-policy')).toMatch(/style-src 'sha256-[\w+/=]{40,}'/);
    const page = await answer.text();
    expect(page).toContain(`${server.url}/hatched-buddy.js`);
    expect(page).not.toContain('buddy.example.com');
    expect(page).not.toMatch(/<script|<link|@import/);
  });

  it('comes to a buddy on a page that earns ten coins', async () => {
    const program = inHome('test-results/quickstart.mjs');
    await writeFile(program, snippet('js').replace('hatched-buddy/sdk', inHome('src/sdk/index.ts')));
    const { stdout } = await promisify(execFile)(process.execPath, [program], {
      env: { PATH: process.env['PATH'], HATCHED_SECRET_KEY: server.secretKey },
    });
    await rm(program);
    const html = snippet('html').replace('session-token="…"', `session-token="${stdout.trim()}"`);
    const page = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`);
      await tab.waitForFunction('document.querySelector("hatched-buddy").state');
      await tab.getByRole('button', { name: 'Complete a lesson' }).click();
      await tab.waitForFunction('document.querySelector("hatched-buddy").state.buddy.coins === 10');
    } finally {
      await browser.close();
      page.close();
    }
  });

  it('leads to every document as one text', async () => {
    const overview = await (await fetch(`${server.url}/llms.txt`)).text();
    expect(overview).toMatch(/^# hatched-buddy\n\n> /);
    const all = await (await fetch(`${server.url}/llms-full.txt`)).text();
    for (const [, title] of overview.matchAll(/^- \[(.+?)\]\(\/llms-full\.txt\)/gm))
      expect(all).toContain(`# ${title}`);
  });
});

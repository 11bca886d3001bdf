import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HatchedClient } from '../../src/sdk/index.ts';
import { quickstartText } from '../../src/build/documents.ts';
import { inHome } from '../../src/build/paths.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { freePort } from '../support/ports.ts';
import { temporaryDirectory } from '../support/real-server.ts';

// As a new user would, with the snippets of the page alone.
describe('the quickstart', () => {
  let server: TestServer;
  let text: string;
  let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
  beforeAll(async () => {
    server = await startTestServer();
    text = await quickstartText();
    folder = await temporaryDirectory();
  });
  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  const snippet = (language: string, index = 0) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))][index]![1]!.replaceAll(
      'http://127.0.0.1:8787',
      server.url,
    );

  it('is served with the address of the server in its snippets, and needs nothing from elsewhere', async () => {
    const answer = await fetch(`${server.url}/docs/quickstart`);
    expect(answer.headers.get('content-security-policy')).toMatch(/style-src 'sha256-[\w+/=]{40,}'/);
    const page = await answer.text();
    expect(page).toContain(`${server.url}/hatched-buddy.js`);
    expect(page).not.toContain('127.0.0.1:8787');
    expect(page).not.toMatch(/<script|<link|@import/);
  });

  it('comes to an egg on a page, which hatches into a buddy with what was earned before', async () => {
    const program = join(folder.path, 'quickstart.mjs');
    await writeFile(program, snippet('js').replace('hatched-buddy/sdk', inHome('src/sdk/index.ts')));
    const { stdout } = await promisify(execFile)(process.execPath, [program], {
      env: { PATH: process.env['PATH'], HATCHED_SECRET_KEY: server.secretKey },
    });
    const html = snippet('html').replace('session-token="…"', `session-token="${stdout.trim()}"`);
    const page = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`);
      const state = 'document.querySelector("hatched-buddy").state';
      await tab.waitForFunction(`${state}?.egg?.status === "waiting"`);
      for (const warmth of [1, 2, 3]) {
        await tab.getByRole('button', { name: 'Complete a lesson' }).click();
        await tab.waitForFunction(`${state}.egg.warmth.value === ${warmth}`);
      }
      await tab.getByRole('button', { name: 'Hatch' }).click();
      await tab.waitForFunction(`${state}.buddy?.coins === 30`);
      await tab.getByRole('textbox', { name: 'Name' }).fill('Momo');
      await tab.getByRole('button', { name: 'Nice to meet you' }).click();
      await tab.waitForFunction(`${state}.buddy.name === "Momo"`);
      await tab.getByRole('img', { name: /^Momo/ }).waitFor();
    } finally {
      await browser.close();
      page.close();
    }
  });

  it('comes to webhooks whose signature is valid, one for each lesson that follows, and leaves no endpoint behind', async () => {
    const program = join(folder.path, 'receive.mjs');
    const code = snippet('js', 1)
      .replace('hatched-buddy/sdk/webhooks', inHome('src/sdk/webhooks/index.ts'))
      .replace('hatched-buddy/sdk', inHome('src/sdk/index.ts'))
      .replaceAll('4000', String(await freePort()));
    await writeFile(program, code);
    const receiver = spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'], HATCHED_SECRET_KEY: server.secretKey },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface(receiver.stdout)[Symbol.asyncIterator]();
      const next = async () => (await lines.next()).value as string;
      expect(await next()).toMatch(/^valid badge\.awarded \{.*"test":true/);
      const client = new HatchedClient({ apiKey: server.secretKey, baseUrl: server.url });
      for (let lesson = 0; lesson < 4; lesson++) {
        await client.events.send({ userId: 'user_42', type: 'lesson_completed' });
        expect(await next()).toMatch(/^valid coin\.earned \{/);
      }
      expect((await client.webhooks.list()).data).toHaveLength(2);
      receiver.kill('SIGINT');
      await once(receiver, 'exit');
      expect((await client.webhooks.list()).data).toHaveLength(1);
    } finally {
      receiver.kill();
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

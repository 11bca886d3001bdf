import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { type RealServer, startWithLingua, temporaryDirectory, TEST_PUBLISHABLE_KEY } from '../support/real-server.ts';

/** Somebody else's page with the documented snippet, and the real server behind it. */
export interface ElementPages {
  server: RealServer;
  /** Address of a page with this body; `{element}` is a buddy of the demo, which can only be looked at. */
  page(body: string, head?: string): string;
  stop(): Promise<void>;
}

export async function elementPages(): Promise<ElementPages> {
  const directory = await temporaryDirectory();
  const server = await startWithLingua({ DATA_DIR: directory.path, HATCHED_RATE_LIMIT: 'off' });
  const element = `<hatched-buddy publishable-key="${TEST_PUBLISHABLE_KEY}" user-id="demo-pip"></hatched-buddy>`;
  const snippet = `<link rel="stylesheet" href="${server.url}/hatched-buddy.css">
    <script async src="${server.url}/hatched-buddy.js"></script>`;
  const pages = createServer((request, response) => {
    const { searchParams } = new URL(request.url!, 'http://page');
    const body = (searchParams.get('body') ?? '').replaceAll('{element}', element);
    const head = searchParams.get('head') ?? '';
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
      ${head}${body.includes('<hatched-buddy') ? snippet : ''}<body>${body}`);
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const { port } = pages.address() as AddressInfo;
  return {
    server,
    page: (body, head = '') => `http://127.0.0.1:${port}/?${new URLSearchParams({ body, head })}`,
    async stop() {
      pages.closeAllConnections();
      pages.close();
      await server.stop();
      await directory.remove();
    },
  };
}

export async function launchBrowser(args: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await findChrome(), args: [...CHROME_ARGS, ...args] });
}

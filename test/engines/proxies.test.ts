import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../src/build/build.ts';
import type { HatchedBuddy } from '../../src/widget/index.ts';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { type Customer, customerOf } from '../support/customer.ts';
import { serve } from '../support/other-origin.ts';
import { type RealServer, startWithLingua, temporaryDirectory } from '../support/real-server.ts';
import { buffering, compressing, impatient, middleware } from './middleware.ts';
import { CARELESS, documented, nginx, type Proxy } from './nginx.ts';

/** What stands between page and server: the stream comes through, or the element finds out that it does not, and polls. */
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
let customer: Customer;
let browser: Browser;
beforeAll(async () => {
  await buildStale();
  directory = await temporaryDirectory();
  server = await startWithLingua({ DATA_DIR: directory.path });
  customer = customerOf(server.url);
  browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await directory?.remove();
});

const THROUGH: Record<string, (upstream: string) => Promise<Proxy>> = {
  'nginx as docs/deploying.md has it, over HTTP/2': async (upstream) => nginx(await documented(), upstream),
  'nginx that compresses, and was told nothing of streams': (upstream) => nginx(CARELESS, upstream),
  'a proxy that ends what takes long': (upstream) => middleware(impatient, upstream),
};
const HELD_BACK: Record<string, (upstream: string) => Promise<Proxy>> = {
  'a middleware that compresses in blocks': (upstream) => middleware(compressing, upstream),
  'a middleware that buffers to the end': (upstream) => middleware(buffering, upstream),
};

describe.each([
  ['comes through', THROUGH],
  ['is held back', HELD_BACK],
])('the stream %s', (what, proxies) => {
  it.each(Object.entries(proxies))('%s', async (name, start) => {
    const user = `behind ${name}`.replaceAll(/\W/g, '-');
    await customer.hatch(user);
    await using proxy = await start(server.url);
    await using site = await serve(
      `<!doctype html><link rel="icon" href="data:,"><script async src="${server.url}/hatched-buddy.js"></script>
      <hatched-buddy api-base="${proxy.url}/api/v1" session-token="${await customer.session(user)}"></hatched-buddy>`,
    );
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)!));
    await page.goto(site.url);
    await page.locator('hatched-buddy [part=name]').waitFor();
    await expect.poll(() => asked.includes('stream')).toBe(true);
    const version = () => page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.state!.version);
    // A picture that is still on its way is asked for by itself.
    const settled = () =>
      page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.state!.pending_operations.length);
    await expect.poll(settled, { timeout: 60_000 }).toBe(0);
    const [before, polls] = [await version(), asked.filter((path) => path === 'state').length];
    await customer.call('/events', { event_id: user, user_id: user, type: 'lesson_completed' });
    await expect.poll(version, { timeout: 60_000 }).toBeGreaterThan(before);
    const more = asked.filter((path) => path === 'state').length - polls;
    if (what === 'comes through') expect(more).toBe(0);
    else expect(more).toBeGreaterThan(0);
    await context.close();
  });
});

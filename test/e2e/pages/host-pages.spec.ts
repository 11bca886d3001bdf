import { expect, type Page, test } from 'playwright/test';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { customerOf } from '../../support/customer.ts';
import { demoServer } from '../../support/demo-server.ts';
import { serve } from '../../support/other-origin.ts';
import { problemsOn, thrownOn } from '../../support/page-errors.ts';

/** Pages and frames that give the element less than others do, against the real server. */
const server = demoServer();

async function elementOf(user: string, script = 'hatched-buddy.js'): Promise<string> {
  const customer = customerOf(server.url);
  await customer.hatch(user);
  return `<link rel="stylesheet" href="${server.url}/hatched-buddy.css">
    <script async src="${server.url}/${script}"></script>
    <hatched-buddy session-token="${await customer.session(user)}"></hatched-buddy>`;
}

const lesson = (user: string, event_id: string) =>
  customerOf(server.url).call('/events', { event_id, user_id: user, type: 'lesson_completed' });

function streamsOf(page: Page): { asked: number } {
  const heard = { asked: 0 };
  page.on('request', (request) => request.url().endsWith('/widget/stream') && heard.asked++);
  return heard;
}

const coins = (page: Page) =>
  page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.state?.buddy?.coins ?? -1);

for (const script of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
  test(`${script}: in a sandboxed frame, which has no origin, no locks and no storage, updates arrive all the same`, async ({
    page,
  }) => {
    const user = `sandbox-${script}`;
    const thrown = thrownOn(page);
    await using inner = await serve(`<!doctype html>${await elementOf(user, script)}`);
    await using outer = await serve(`<!doctype html><iframe sandbox="allow-scripts" src="${inner.url}"></iframe>`);
    await page.goto(outer.url);
    const frame = page.frameLocator('iframe');
    const wallet = frame.locator('hatched-buddy [part=wallet] [data-key=coin]');
    await expect(wallet).toHaveText('0');
    await expect.poll(streams).toBe(1);
    await lesson(user, user);
    await expect(wallet).not.toHaveText('0');
    expect(thrown).toEqual([]);
  });
}

/** How many streams the server holds open. */
async function streams(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^hatched_state_streams (\d+)/m.exec(metrics)?.[1]);
}

test('two tabs with two buddies hold one stream; the other takes it over when the first is closed', async ({
  context,
}) => {
  // Of one origin: locks are the browser's.
  const parts = await Promise.all(['tab-one', 'tab-two'].map((user) => elementOf(user)));
  await using site = await serve(
    `<!doctype html><template>${parts[0]}</template><template>${parts[1]}</template><script>
      const template = document.querySelectorAll('template')[Number(location.hash.slice(1))];
      document.head.append(document.importNode(template.content, true));
      document.documentElement.append(document.querySelector('hatched-buddy'));
    </script>`,
  );
  const tabs = [await context.newPage(), await context.newPage()];
  const heard = tabs.map(streamsOf);
  for (const [index, tab] of tabs.entries()) {
    await tab.goto(`${site.url}#${index}`);
    await expect(tab.locator('hatched-buddy [part=name]')).not.toBeEmpty();
    if (index === 0) await expect.poll(() => heard[0]!.asked).toBe(1);
  }
  await expect.poll(() => tabs[1]!.evaluate(async () => (await navigator.locks.query()).pending!.length)).toBe(1);
  expect(heard.map(({ asked }) => asked)).toEqual([1, 0]);
  expect(await streams()).toBe(1);
  await tabs[0]!.close();
  await expect.poll(() => heard[1]!.asked).toBe(1);
  await lesson('tab-two', 'tab-two');
  await expect.poll(() => coins(tabs[1]!)).toBeGreaterThan(0);
});

test('on a page that is isolated from others: COEP and COOP', async ({ page }) => {
  const problems = problemsOn(page);
  const isolated = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  await using site = await serve(
    `<!doctype html><link rel="icon" href="data:,">${await elementOf('isolated')}`,
    '',
    isolated,
  );
  await page.goto(site.url);
  await expect(page.locator('hatched-buddy [part=name]')).not.toBeEmpty();
  await expect(page.locator('hatched-buddy [part=image]')).toHaveJSProperty('complete', true);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.locator('hatched-buddy [part=market-button]').click();
  await expect(page.locator('hatched-buddy [part=item] img').first()).toBeVisible();
  expect(problems).toEqual([]);
});

test('whose listeners throw', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['ready', 'state-change', 'coins-earned', 'error', 'before-celebrate', 'before-purchase'])
      addEventListener(`hatched-${name}`, () => {
        throw new Error(`of the page: ${name}`);
      });
  });
  const thrown = thrownOn(page);
  await using site = await serve(`<!doctype html>${await elementOf('throws')}`);
  await page.goto(site.url);
  await expect(page.locator('hatched-buddy [part=name]')).not.toBeEmpty();
  await expect.poll(streams).toBe(1);
  await lesson('throws', 'throws');
  await expect.poll(() => coins(page)).toBeGreaterThan(0);
  await expect(page.locator('hatched-buddy [part=wallet] [data-key=coin]')).not.toHaveText('0');
  await expect.poll(() => thrown.some((message) => message.includes('coins-earned'))).toBe(true);
  expect(thrown.filter((message) => !message.includes('of the page'))).toEqual([]);
});

test('the part for live updates, lost once, is tried again at the next visit', async ({ page }) => {
  await page.route('**/hatched-buddy/later-*', (route) => route.abort());
  const heard = streamsOf(page);
  const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
  await using site = await serve(`<!doctype html>${await elementOf('visit')}`);
  await page.goto(site.url);
  await expect(page.locator('hatched-buddy [part=name]')).not.toBeEmpty();
  await warned;
  await page.unroute('**/hatched-buddy/later-*');
  expect(heard.asked).toBe(0);
  // As a browser says it when one comes back to a tab.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => heard.asked).toBe(1);
});

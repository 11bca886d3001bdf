import { expect, test, type Page } from 'playwright/test';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { customerOf } from '../../support/customer.ts';
import { demoServer } from '../../support/demo-server.ts';
import { serve } from '../../support/other-origin.ts';
import { thrownOn } from '../../support/page-errors.ts';

/** What a policy, a blocker, a deploy or a bad line takes away of what the element loads later. */
const server = demoServer();

async function open(page: Page, user: string) {
  const customer = customerOf(server.url);
  await customer.hatch(user);
  const heard = { thrown: thrownOn(page), warned: [] as string[], streams: 0 };
  page.on('console', (message) => message.type() === 'warning' && heard.warned.push(message.text()));
  page.on('request', (request) => request.url().includes('/widget/stream') && heard.streams++);
  await page.addInitScript(() => addEventListener('unhandledrejection', ({ reason }) => console.warn('!', reason)));
  const site = await serve(
    `<!doctype html><link rel="stylesheet" href="${server.url}/hatched-buddy.css">
    <script async src="${server.url}/hatched-buddy.js"></script>
    <hatched-buddy session-token="${await customer.session(user)}"></hatched-buddy>`,
  );
  await page.goto(site.url);
  await expect(page.locator('hatched-buddy [part=name]')).toBeVisible();
  return { ...site, customer, heard };
}

const track = (page: Page) =>
  page.evaluate(() =>
    document
      .querySelector<HatchedBuddy>('hatched-buddy')!
      .track('lesson_completed')
      .then(
        ({ duplicate }) => `sent, duplicate: ${duplicate}`,
        (error: { code?: string }) => error.code ?? String(error),
      ),
  );

test('the part for live updates is lost once: one warning, an error with a code, and a way back', async ({ page }) => {
  await page.route('**/hatched-buddy/later-*', (route) => route.abort());
  const { heard, close } = await open(page, 'lost-later');
  await expect.poll(() => heard.warned).toHaveLength(1);
  expect(heard.warned[0]).toContain('part for live updates could not be loaded');
  expect(await track(page)).toBe('unavailable');
  expect(heard.streams).toBe(0);
  await page.unroute('**/hatched-buddy/later-*');
  await page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.refresh());
  await expect.poll(() => heard.streams).toBe(1);
  expect(await track(page)).toBe('sent, duplicate: false');
  expect(heard.thrown).toEqual([]);
  expect(heard.warned).toHaveLength(1);
  close();
});

test('the shop is lost: a word at its place, and the button tries again', async ({ page }) => {
  await page.route('**/hatched-buddy/enter-*', (route) => route.abort());
  const { heard, close } = await open(page, 'lost-shop');
  const buddy = page.locator('hatched-buddy');
  await buddy.locator('[part=market-button]').click();
  await expect(buddy.getByRole('alert')).toContainText(/reach/i);
  await page.unroute('**/hatched-buddy/enter-*');
  await buddy.getByRole('alert').getByRole('button').click();
  await expect(buddy.getByRole('dialog', { name: 'Shop' })).toBeVisible();
  await expect(buddy.getByRole('alert')).toHaveCount(0);
  expect(heard.thrown).toEqual([]);
  close();
});

test('offline, the shop opened for the first time: it says so, and opens when the page is back', async ({
  page,
  context,
}) => {
  const { heard, close } = await open(page, 'offline-shop');
  await expect.poll(() => heard.streams).toBe(1);
  await context.setOffline(true);
  const buddy = page.locator('hatched-buddy');
  await buddy.locator('[part=market-button]').click();
  await expect(buddy.getByRole('alert')).toContainText('The shop opens when you are back online');
  await expect(buddy.getByRole('dialog', { name: 'Shop' })).toHaveCount(0);
  await context.setOffline(false);
  await expect(buddy.getByRole('dialog', { name: 'Shop' })).toBeVisible();
  await expect(buddy.locator('[part=item]').first()).toBeVisible();
  expect(heard.thrown).toEqual([]);
  close();
});

test('what happened while the part that tells of it was lost is told with what happens next', async ({ page }) => {
  const amounts = () => page.evaluate(() => (globalThis as unknown as { amounts: number[] }).amounts);
  await page.addInitScript(() => {
    const amounts: number[] = [];
    Object.assign(globalThis, { amounts });
    addEventListener('hatched-coins-earned', (event) => amounts.push((event as Event & { amount: number }).amount));
  });
  await page.route('**/hatched-buddy/notify-*', (route) => route.abort());
  const { heard, close } = await open(page, 'lost-word');
  const coins = page.locator('hatched-buddy [part=wallet] [data-key=coin]');
  await expect(coins).toHaveText('0');
  expect(await track(page)).toBe('sent, duplicate: false');
  await expect(coins).not.toHaveText('0');
  await expect.poll(() => heard.warned).toHaveLength(1);
  expect(await amounts()).toEqual([]);
  await page.unroute('**/hatched-buddy/notify-*');
  expect(await track(page)).toBe('sent, duplicate: false');
  await expect.poll(amounts).toHaveLength(1);
  await expect(coins).toHaveText(`${(await amounts())[0]}`);
  expect(heard.thrown).toEqual([]);
  close();
});

test('the details of a badge are lost: nothing is thrown, and the next press tells', async ({ page }) => {
  await page.route('**/hatched-buddy/badge-details-*', (route) => route.abort());
  const { heard, close } = await open(page, 'lost-badge');
  const badge = page.locator('hatched-buddy [part=badge]').first();
  await badge.click();
  await expect.poll(() => heard.warned).toHaveLength(1);
  await page.unroute('**/hatched-buddy/badge-details-*');
  await badge.click();
  await expect(page.locator('hatched-buddy .float')).toContainText(/\w/);
  expect(heard.thrown).toEqual([]);
  close();
});

test('whatever comes later is lost, in another language, with a theme: the first view stands, and nothing is thrown', async ({
  page,
}) => {
  const lost = new Set<string>();
  await page.route(/\/hatched-buddy\/(?!core-)[\w.-]+\.js$/, (route) => {
    lost.add(/([a-z-]+)-[\w-]+\.js$/.exec(route.request().url())![1]!);
    return route.abort();
  });
  const { heard, close, customer } = await open(page, 'lost-all');
  await page.evaluate(() => {
    document.documentElement.lang = 'de';
    const buddy = document.querySelector<HatchedBuddy>('hatched-buddy')!;
    buddy.look = 'candy';
    buddy.setAttribute('lang', 'de');
  });
  await customer.call('/events', { event_id: 'lost-all', user_id: 'lost-all', type: 'lesson_completed' });
  await page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.refresh());
  await page.locator('hatched-buddy [part=market-button]').click();
  await expect.poll(() => [...lost].sort()).toEqual(expect.arrayContaining(['de', 'later', 'looks']));
  await expect(page.locator('hatched-buddy [part=name]')).toBeVisible();
  expect(heard.thrown).toEqual([]);
  expect(new Set(heard.warned).size).toBe(heard.warned.length);
  close();
});

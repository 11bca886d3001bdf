import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { problemsOn } from '../support/page-errors.ts';

/** The main job: open, earn, buy, wear, reload, restart the server; everything is still there. */
test.describe.configure({ mode: 'serial' });

const HAT = 'Cowboy hat';

const server = demoServer();

async function open(page: Page): Promise<void> {
  await page.goto(server.app);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
}

const wallet = (page: Page) => page.locator('hatched-buddy [part=wallet]');
const picture = (page: Page) => page.locator('hatched-buddy [part=image]');

/** Coins as the page tells them. */
async function expectCoins(page: Page, coins: number): Promise<void> {
  await expect(wallet(page)).toContainText(`${coins} coins`);
}

async function coinsOf(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('hatched-buddy')!.state!.buddy!.coins);
}

test('the page shows a buddy with some history, and nothing moves while it loads', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (window as unknown as { shift: number }).shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const problems = problemsOn(page);
  await open(page);
  await expect(picture(page)).toHaveAttribute('alt', /^Pip, a (sleepy )?fledgling/);
  await expect(page.locator('hatched-buddy [part=skill]')).toHaveCount(6);
  await expect(page.locator('hatched-buddy [part=streak]')).toHaveCount(2);
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  expect(problems).toEqual([]);
});

test('a lesson pays: coins, skill, streak and badge change by themselves', async ({ page }) => {
  await open(page);
  const before = await page.evaluate(() => document.querySelector('hatched-buddy')!.state!);
  await page.getByRole('button', { name: 'Complete a lesson' }).click();
  await expect.poll(() => coinsOf(page)).toBeGreaterThanOrEqual(before.buddy!.coins + 10);
  await expectCoins(page, await coinsOf(page));
  const after = await page.evaluate(() => document.querySelector('hatched-buddy')!.state!);
  const points = (state: typeof before) => state.skills.reduce((sum, skill) => sum + skill.value, 0);
  expect(points(after)).toBeGreaterThan(points(before));
  expect(after.streaks[0]!.count).toBe(before.streaks[0]!.count + 1);
  const earned = (state: typeof before) => state.badges.filter((badge) => badge.earned).length;
  expect(earned(after)).toBeGreaterThan(earned(before));
});

test('another page of the same user hears of it without being asked', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  const coins = await coinsOf(other);
  await page.getByRole('button', { name: 'Read a story' }).click();
  await expectCoins(other, coins + 10);
});

test('a hat is bought and worn, and the picture changes', async ({ page }) => {
  await open(page);
  // Enough for the hat, by what a learner can do in a day.
  for (const name of ['Pass a quiz', 'Practise speaking', 'Complete a lesson', 'Complete a lesson']) {
    const before = await coinsOf(page);
    await page.getByRole('button', { name }).click();
    await expect.poll(() => coinsOf(page)).toBeGreaterThan(before);
  }
  const coins = await coinsOf(page);
  const bare = await picture(page).getAttribute('src');

  await page.getByRole('button', { name: 'Shop' }).click();
  const shop = page.getByRole('dialog');
  await shop.getByRole('button', { name: new RegExp(`^${HAT} ?: `) }).click();
  await shop.getByRole('button', { name: 'Buy and wear' }).click();
  await expect(shop.getByRole('status')).toContainText(`${HAT} is yours!`);
  expect(await coinsOf(page)).toBeLessThan(coins);
  await expect(picture(page)).toHaveAttribute('alt', /cowboy hat/);
  await expect(picture(page)).not.toHaveAttribute('src', bare!);
});

test('after a reload and after a restart of the server everything is still there', async ({ page }) => {
  await open(page);
  const before = await page.evaluate(() => document.querySelector('hatched-buddy')!.state!);
  await page.reload();
  await expectCoins(page, before.buddy!.coins);

  await server.stop();
  await server.start();
  await open(page);
  const after = await page.evaluate(() => document.querySelector('hatched-buddy')!.state!);
  expect({ ...after.buddy, image: after.buddy!.image?.alt }).toEqual({
    ...before.buddy,
    image: before.buddy!.image?.alt,
  });
  expect(after.badges).toEqual(before.badges);
  expect(after.equipped).toEqual(before.equipped);
  expect(after.equipped.map((item) => item.item_id)).toContain('item_cowboy_hat');
  await expect(picture(page)).toHaveAttribute('alt', /cowboy hat/);
});

test('the keyboard alone is enough to buy', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Shop' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Shop' })).toBeFocused();
});

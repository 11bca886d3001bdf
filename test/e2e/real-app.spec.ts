import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { problemsOn } from '../support/page-errors.ts';

/** The studio’s scene “Real app”: Lingua in a frame, on the real server, and the webhooks that its backend has verified. */
const server = demoServer();

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const lingua = (page: Page) => page.frameLocator('iframe');
const webhooks = (page: Page) => page.getByRole('list', { name: 'Webhooks' });

async function open(page: Page, search = ''): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.url}/?scene=real+app${search}`);
  await page.getByRole('tab', { name: 'Events' }).click();
}

test('a lesson in the app comes back as webhooks, verified, with what is in them', async ({ page }) => {
  // In the studio, and in the frame.
  const problems = problemsOn(page);
  await open(page);
  await expect(lingua(page).locator('hatched-buddy [part=name]')).toHaveText('Pip');
  await lingua(page).getByRole('button', { name: 'Complete a lesson' }).click();
  const milestone = webhooks(page).getByRole('listitem').filter({ hasText: 'streak.milestone' });
  await expect(milestone.getByRole('img', { name: 'Verified' })).toBeVisible();
  await milestone.locator('summary').click();
  await expect(milestone).toContainText('"milestone": 7');
  // What was received is there for who comes later, once.
  const count = await webhooks(page).getByRole('listitem').count();
  await page.reload();
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect.poll(() => webhooks(page).getByRole('listitem').count()).toBeGreaterThanOrEqual(count);
  await expect(webhooks(page).getByText('streak.milestone')).toHaveCount(1);
  expect(problems).toEqual([]);
});

test('the app takes theme, language, direction and size of the set-up', async ({ page }) => {
  await open(page, '&theme=dark&lang=ar&dir=rtl&size=sm');
  const buddy = lingua(page).locator('hatched-buddy');
  await expect(buddy.locator('[part=name]')).toHaveText('Pip');
  expect(await lingua(page).locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await lingua(page).locator('html').getAttribute('dir')).toBe('rtl');
  await expect(buddy).toHaveAttribute('lang', 'ar');
  await expect(buddy).toHaveAttribute('size', 'sm');
});

test('nothing is wider than the canvas, at 360, 768 and 1280 px, and axe finds nothing', async ({ page }) => {
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${server.url}/?scene=real+app`);
    await expect(lingua(page).locator('hatched-buddy [part=name]')).toHaveText('Pip');
    const wide = (root: HTMLElement) => root.scrollWidth - root.clientWidth;
    expect(await lingua(page).locator('html').evaluate(wide), `${width} px`).toBeLessThanOrEqual(0);
    expect(await page.locator('html').evaluate(wide)).toBeLessThanOrEqual(0);
  }
  await page.getByRole('tab', { name: 'Events' }).click();
  const [, app] = page.frames();
  for (const frame of [page.mainFrame(), app!]) {
    // Past the policy of the page, as an extension's script.
    await frame.evaluate(await readFile(AXE, 'utf8'));
    const violations = await frame.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: { run(): Promise<{ violations: object[] }> } }).axe.run();
      return found.violations.map((one) => JSON.stringify(one).slice(0, 400));
    });
    expect(violations).toEqual([]);
  }
});

test('where the app is away the scene says so, and shows it when it is back', async ({ page }) => {
  await page.route(`${server.app}/**`, (route) => route.abort());
  await open(page);
  await expect(page.getByRole('heading', { name: 'The app does not answer' })).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('is asked again');
  await page.unroute(`${server.app}/**`);
  await expect(lingua(page).locator('hatched-buddy [part=name]')).toHaveText('Pip');
});

import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { problemsOn } from '../support/page-errors.ts';

/** From the egg to the buddy and back, with a reload, a restart and a second tab in the middle. */
test.describe.configure({ mode: 'serial' });

const server = demoServer();

const egg = (page: Page) => page.locator('hatched-egg');
const warmth = (page: Page) => egg(page).getByRole('progressbar', { name: 'Warmth' });
const hatch = (page: Page) => egg(page).getByRole('button', { name: 'Hatch' });
const does = (page: Page, name: string) => page.getByRole('button', { name }).click();
const name = (page: Page) => page.locator('hatched-buddy [part=name]');
const wallet = (page: Page) => page.locator('hatched-buddy [part=wallet]');

/** What comes below the buddy, or beside it. */
const topOfPractice = (page: Page) => page.locator('.practice').evaluate((section: HTMLElement) => section.offsetTop);

async function expectEgg(page: Page, alt: RegExp, warm: number): Promise<void> {
  await expect(egg(page).getByRole('img', { name: alt })).toBeVisible();
  await expect(warmth(page)).toHaveAttribute('aria-valuetext', `${warm} of 3`);
  await expect(name(page)).toHaveCount(0);
}

async function greet(page: Page, as: string): Promise<void> {
  await egg(page).getByLabel('Name', { exact: true }).fill(as);
  await egg(page).getByRole('button', { name: 'Nice to meet you' }).click();
  await expect(name(page)).toHaveText(as);
}

/** What goes wrong in the browser, and how much the page has moved since. */
async function watched(page: Page): Promise<{ problems: string[]; shift: () => Promise<number> }> {
  const problems = problemsOn(page);
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (window as unknown as { shift: number }).shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return { problems, shift: () => page.evaluate(() => (window as unknown as { shift: number }).shift) };
}

for (const width of [360, 1280]) {
  test(`who has just arrived warms an egg, hatches it, comes back and starts over, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const { problems, shift } = await watched(page);
    await page.goto(server.app);
    await page.getByLabel('Learner').selectOption('Just arrived');
    await expectEgg(page, /waiting in its nest/, 0);
    await expect(hatch(page)).toHaveCount(0);

    await does(page, 'Complete a lesson');
    await expectEgg(page, /waiting in its nest/, 1);
    await does(page, 'Complete a lesson');
    await expectEgg(page, /waiting in its nest/, 2);
    await page.reload();
    await expectEgg(page, /waiting in its nest/, 2);
    const before = await topOfPractice(page);
    await does(page, 'Pass a quiz');
    await expectEgg(page, /ready to hatch/, 3);
    await page.reload();
    await expectEgg(page, /ready to hatch/, 3);

    await hatch(page).click();
    await expect(egg(page).getByRole('status')).toContainText('The shell is cracking');
    await greet(page, 'Olive');
    await expect(egg(page)).toHaveCount(0);
    await expect(wallet(page)).toContainText('40 coins');
    await expect(page.locator('hatched-buddy [part=image]')).toHaveAttribute('alt', /^Olive, a hatchling/);
    expect(await topOfPractice(page)).toBe(before);

    await page.reload();
    await expect(name(page)).toHaveText('Olive');
    await expect(wallet(page)).toContainText('40 coins');
    await does(page, 'Start over');
    await expectEgg(page, /waiting in its nest/, 0);
    expect(await shift()).toBe(0);
    expect(problems).toEqual([]);
  });
}

test('another tab follows, and an egg that waits survives a restart of the server', async ({ page, context }) => {
  await page.goto(`${server.app}/?learner=mia`);
  await expectEgg(page, /waiting in its nest/, 0);
  const other = await context.newPage();
  await other.goto(`${server.app}/?learner=mia`);
  await expectEgg(other, /waiting in its nest/, 0);
  await does(page, 'Complete a lesson');
  await expectEgg(other, /waiting in its nest/, 1);
  await does(other, 'Read a story');
  await expectEgg(page, /waiting in its nest/, 2);

  await server.stop();
  await does(page, 'Complete a lesson');
  await expect(page.locator('#log')).toContainText('hatched-error');
  await expectEgg(page, /waiting in its nest/, 2);
  await server.start();
  await does(page, 'Complete a lesson');
  await expectEgg(page, /ready to hatch/, 3);
  await expectEgg(other, /ready to hatch/, 3);

  await hatch(page).click();
  await greet(page, 'Olive');
  await greet(other, 'Olive');
  await does(other, 'Start over');
  await expectEgg(other, /waiting in its nest/, 0);
  await expectEgg(page, /waiting in its nest/, 0);
  await does(page, 'Complete a lesson');
  await expectEgg(other, /waiting in its nest/, 1);
});

test('a page that was closed while the shell cracked comes back to the buddy', async ({ page }) => {
  await page.goto(`${server.app}/?learner=mia`);
  await does(page, 'Start over');
  await expectEgg(page, /waiting in its nest/, 0);
  for (const warm of [1, 2, 3]) {
    await does(page, 'Complete a lesson');
    await expect(warmth(page)).toHaveAttribute('aria-valuetext', `${warm} of 3`);
  }
  // The answer reaches nobody.
  const reached = new Promise<void>((resolve) => {
    void page.route('**/widget/hatch', async (route) => {
      await route.fetch();
      resolve();
    });
  });
  await hatch(page).click();
  await reached;
  await page.reload();
  await expect(name(page)).not.toBeEmpty();
  await expect(egg(page)).toHaveCount(0);
});

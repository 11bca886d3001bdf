import { expect, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';

/** Lingua’s page itself: what stands on it, in either direction. */
const server = demoServer();

for (const width of [1280, 768, 360]) {
  test(`the snippet is shown to its end at ${width} px, and the page does not move as it is written`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 3000 });
    await page.goto(server.app);
    const snippet = page.locator('.snippet');
    const early = await snippet.evaluate((element) => {
      const { height } = element.getBoundingClientRect();
      return { height, hidden: element.scrollHeight - element.clientHeight };
    });
    expect(early.hidden).toBe(0);
    const empty = await snippet.evaluate((element) => {
      element.replaceChildren();
      return element.getBoundingClientRect().height;
    });
    expect(Math.abs(empty - early.height)).toBeLessThan(24);
  });
}

test('the snippet works where it is copied, as the switches are set', async ({ page }) => {
  await page.goto(server.app);
  await page.getByLabel('Direction').selectOption('rtl');
  await page.getByLabel('Size').selectOption('sm');
  const snippet = await page.locator('#snippet').innerText();
  const token = await page.evaluate(async () => {
    const buddy = document.querySelector('hatched-buddy')!;
    await new Promise<void>((resolve) => {
      if (buddy.state) resolve();
      else buddy.addEventListener('hatched-ready', () => resolve());
    });
    return buddy.getAttribute('session-token')!;
  });
  await page.route('**/copied', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html>${snippet.replace('…', token)}` }),
  );
  await page.goto(`${server.url}/copied`);
  const buddy = page.locator('hatched-buddy');
  await expect(buddy.locator('[part=name]')).toHaveText('Pip');
  expect(await buddy.getAttribute('dir')).toBe('rtl');
  expect(await buddy.getAttribute('size')).toBe('sm');
  const tracked = page.waitForResponse((response) => response.url().endsWith('/widget/track'));
  await page.getByRole('button', { name: 'Done' }).click();
  expect((await tracked).ok()).toBe(true);
});

test('from right to left, every text of the page begins at its right', async ({ page }) => {
  await page.goto(server.app);
  await page.getByLabel('Direction').selectOption('rtl');
  for (const text of ['.lede', '#today', '.phrase p', '#hint']) {
    expect(await page.locator(text).evaluate((element) => getComputedStyle(element).textAlign), text).toBe('right');
  }
});

import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';

/** On a phone: fingers are coarse. */
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const server = demoServer();

/** Everything that can be pressed and is smaller than a finger. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walk = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('button, select, label, input:not([type=radio])') || !element.checkVisibility()) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width > 0 && (width < 43.5 || height < 43.5)) {
          found.push(`${element.className} ${element.textContent.trim().slice(0, 20)}: ${width} × ${height}`);
        }
      }
    };
    walk(document.querySelector('hatched-buddy')!.shadowRoot!);
    return found;
  });
}

test('what can be pressed is 44 px, in the card, in the shop and where something failed', async ({ page }) => {
  await page.goto(server.app);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  await expect(page.locator('hatched-buddy [part=badge]').first()).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);

  await page.getByRole('button', { name: 'Shop' }).tap();
  const shop = page.getByRole('dialog', { name: 'Shop' });
  await shop.getByRole('button', { name: /^Beanie/ }).tap();
  await expect(shop.getByRole('button', { name: 'Reset look' })).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
  await shop.getByRole('button', { name: 'Close' }).tap();

  await page.evaluate(() => {
    const refused = document.createElement('hatched-buddy');
    refused.setAttribute('session-token', 'no.such.token');
    document.querySelector('hatched-buddy')!.replaceWith(refused);
  });
  await expect(page.locator('hatched-buddy').getByRole('alert')).toBeVisible();
  await expect(page.locator('hatched-buddy .status')).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
});

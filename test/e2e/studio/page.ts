import { expect, type Locator, type Page } from 'playwright/test';
import type { HatchedBuddy } from '../../../src/widget/index.ts';

/** What the journeys of the studio find on its page. */
export const buddy = (page: Page): Locator => page.locator('hatched-buddy').first();
export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
export const code = (page: Page): Locator => page.getByLabel('Embed code');
export const coins = (page: Page): Promise<number> =>
  buddy(page).evaluate((element) => (element as HatchedBuddy).state!.buddy!.coins);

/** Opens the studio as `search` sets it, and waits until the buddy is there. */
export async function openStudio(page: Page, url: string, search = ''): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${url}/${search}`);
  await expect(buddy(page).locator('[part=name]')).toBeVisible();
}

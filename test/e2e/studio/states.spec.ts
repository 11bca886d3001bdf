import { expect, test } from 'playwright/test';
import { STATES } from '../../../demo/studio/page/setup.ts';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { demoServer } from '../../support/demo-server.ts';
import { thrownOn } from '../../support/page-errors.ts';
import { buddy, coins, openStudio, tab } from './page.ts';

/** What happens in the studio follows the real rules, and every state can be looked at. */

const server = demoServer();

test('what happens is the real rules, and is written down with what was in it', async ({ page }) => {
  await openStudio(page, server.url);
  const before = await coins(page);
  await tab(page, 'State').click();
  await tab(page, 'Events').click();
  await page.getByRole('button', { name: 'Earn 20 coins' }).click();
  await expect.poll(() => coins(page)).toBe(before + 20);
  const earned = page.getByRole('group').filter({ hasText: 'hatched-coins-earned' }).first();
  await earned.locator('summary').click();
  await expect(earned.locator('pre')).toContainText('"amount": 20');
  await expect(page.getByText('GET state').first()).toBeVisible();
  await page.getByRole('button', { name: 'Fast-forward 30 days' }).click();
  await expect(page.getByRole('button', { name: /^Day \d+ of 30/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fast-forward 30 days' })).toBeVisible();
  expect(await coins(page)).toBeGreaterThan(before + 300);
});

test('a buddy hatches out of its egg', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.url}/?state=ready+egg`);
  await expect(buddy(page).locator('hatched-egg')).toBeVisible();
  await tab(page, 'State').click();
  await page.getByRole('button', { name: 'Hatch', exact: true }).first().click();
  await expect
    .poll(() => buddy(page).evaluate((element) => (element as HatchedBuddy).state?.buddy?.stage.number))
    .toBe(1);
});

test('every state can be looked at, in every scene', async ({ page }) => {
  const problems = thrownOn(page);
  for (const state of STATES) {
    await page.goto(`${server.url}/?state=${encodeURIComponent(state)}`);
    await expect(buddy(page)).toBeVisible();
    await page.waitForFunction((wanted) => {
      const element = document.querySelector('studio-app')!.shadowRoot!.querySelector('hatched-buddy')!;
      const root = element.shadowRoot!;
      return wanted === 'loading' || !!root.querySelector('hatched-egg') || root.textContent!.trim().length > 20;
    }, state);
  }
  for (const scene of ['app', 'sidebar', 'phone']) {
    await openStudio(page, server.url, `?scene=${scene}&theme=both`);
  }
  await page.goto(`${server.url}/?scene=sizes`);
  await expect(page.locator('hatched-buddy[size=full] [part=name]')).toBeVisible();
  expect(problems).toEqual([]);
});

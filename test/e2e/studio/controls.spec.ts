import { expect, test } from 'playwright/test';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { demoServer } from '../../support/demo-server.ts';
import { problemsOn } from '../../support/page-errors.ts';
import { buddy, code, openStudio, tab } from './page.ts';

/** The studio on the server’s first page: what is chosen is seen, written down and undone. */

const server = demoServer();

test('says what it is, shows the buddy alive, and fits without scrolling', async ({ page }) => {
  const problems = problemsOn(page);
  await openStudio(page, server.url);
  await expect(page.getByText('A buddy that grows with what your users do')).toBeVisible();
  for (const name of ['Docs', 'API']) await expect(page.getByRole('link', { name })).toBeVisible();
  const scrolls = await page.evaluate(() => {
    const root = document.querySelector('studio-app')!.shadowRoot!;
    const panes = [document.scrollingElement!, ...root.querySelectorAll('.pane .inside, .canvas')];
    return panes.map((pane) => pane.scrollHeight - pane.clientHeight).filter((hidden) => hidden > 0);
  });
  expect(scrolls).toEqual([]);
  for (const name of ['Look', 'Content', 'State', 'Contrast']) {
    await tab(page, name).click();
    const panel = page.getByRole('tabpanel', { name, exact: true });
    expect(await panel.evaluate((pane) => pane.scrollHeight - pane.clientHeight), name).toBe(0);
  }
  expect(problems).toEqual([]);
});

test('what is chosen is seen, said in the code, kept in the address, and undone', async ({ page }) => {
  await openStudio(page, server.url);
  await page.getByRole('radio', { name: 'Owl' }).check({ force: true });
  await expect(buddy(page).locator('[part=image]')).toHaveAttribute('alt', /wearing/);
  await page.getByRole('textbox', { name: 'Name' }).fill('Olive');
  await expect(buddy(page).locator('[part=name]')).toHaveText('Olive');
  await tab(page, 'Look').click();
  await page.getByRole('button', { name: 'Accent #5a3fd6' }).click();
  await expect(code(page).locator('ins')).toContainText(['--hatched-accent: #5a3fd6;']);
  expect(
    await buddy(page).evaluate((element) => (element as HatchedBuddy).style.getPropertyValue('--hatched-accent')),
  ).toBe('#5a3fd6');

  const address = page.url();
  expect(new URL(address).searchParams.get('species')).toBe('owl');
  const other = await page.context().newPage();
  await openStudio(other, server.url, new URL(address).search);
  await expect(buddy(other).locator('[part=name]')).toHaveText('Olive');
  await expect(code(other)).toContainText('--hatched-accent: #5a3fd6;');

  await page.keyboard.press('Control+z');
  await expect(code(page)).not.toContainText('--hatched-accent');
  await page.keyboard.press('Control+z');
  await expect(buddy(page).locator('[part=name]')).toHaveText('Pip');
  await page.keyboard.press('Control+Shift+z');
  await expect(buddy(page).locator('[part=name]')).toHaveText('Olive');
});

test('an address that is nonsense is as if there were none', async ({ page }) => {
  const problems = problemsOn(page);
  await openStudio(page, server.url, '?species=cat&stage=99&width=-3&accent=red&items=nothing&state=never');
  expect(await buddy(page).evaluate((element) => (element as HatchedBuddy).state!.buddy!.stage.number)).toBe(3);
  expect(problems).toEqual([]);
});

test('Copy embed copies what the code pane shows, for every framework', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openStudio(page, server.url, '?look=paper&dir=rtl&radius=4');
  await page.getByRole('button', { name: 'Copy embed' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('look="paper"');
  // Of the server that is running: it works where it is pasted.
  expect(await copied()).toContain(`src="${server.url}/hatched-buddy.js"`);
  expect(await copied()).toContain('--hatched-radius: 4px;');
  for (const framework of ['react', 'vue', 'svelte', 'angular', 'css']) {
    await page.getByLabel('Code for').selectOption(framework);
    await expect(code(page)).toContainText(framework === 'css' ? '--hatched-radius: 4px;' : 'look="paper"');
  }
});

test('the keyboard is enough', async ({ page }) => {
  await openStudio(page, server.url);
  await tab(page, 'Buddy').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Content')).toBeFocused();
  await page.getByRole('checkbox', { name: 'Badges' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(code(page)).toContainText('sections="stage wallet skills badges streaks market"');
  await expect(page.getByRole('checkbox', { name: 'Badges' })).toBeFocused();
  const handle = page.getByRole('slider', { name: 'Width of the element' });
  await handle.focus();
  const width = Number(await handle.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowLeft');
  await expect(handle).toHaveAttribute('aria-valuenow', `${width - 10}`);
});

test('sections are dragged', async ({ page }) => {
  await openStudio(page, server.url);
  await tab(page, 'Content').click();
  await page.locator('[data-section=market]').dragTo(page.locator('[data-section=wallet]'));
  await expect(code(page)).toContainText('sections="stage market wallet skills streaks badges"');
});

test('the contrast of a bad surface is told, pair by pair', async ({ page }) => {
  await openStudio(page, server.url, '?accent=%23f2c200');
  await tab(page, 'Contrast').click();
  await expect(page.getByText(/All 13 pairs can be read/)).toBeVisible();
});

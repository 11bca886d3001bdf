import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';

/** Every stage and every mood, by nothing but what Lingua’s page and the studio offer. */
const server = demoServer();

const picture = (page: Page) => page.locator('hatched-buddy [part=image]');
const stateOf = (page: Page) => page.evaluate(() => document.querySelector('hatched-buddy')!.state!);

async function become(page: Page, learner: string, buddy: string): Promise<void> {
  await page.getByLabel('Learner').selectOption(learner);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText(buddy);
}

/** Clicks through the activities until the buddy has grown. */
async function grow(page: Page, to: number): Promise<void> {
  const names = ['Practise speaking', 'Complete a lesson', 'Pass a quiz', 'Complete a lesson'];
  for (let click = 0; (await stateOf(page)).buddy!.stage.number < to; click++) {
    expect(click).toBeLessThan(8);
    const { version } = await stateOf(page);
    await page.getByRole('button', { name: names[click % names.length]! }).click();
    await expect.poll(async () => (await stateOf(page)).version).toBeGreaterThan(version);
  }
}

test('from the shell to the last stage', async ({ page }) => {
  await page.goto(`${server.app}/?learner=mia`);
  const warmth = page.getByRole('progressbar', { name: 'Warmth' });
  for (const warm of ['0', '1', '2', '3']) {
    await expect(warmth).toHaveAttribute('aria-valuenow', warm);
    if (warm !== '3') await page.getByRole('button', { name: 'Complete a lesson' }).click();
  }
  await page.getByRole('button', { name: 'Hatch' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Olive');
  await page.getByRole('button', { name: 'Nice to meet you' }).click();
  await expect(picture(page)).toHaveAttribute('alt', /^Olive, a hatchling/);
  await grow(page, 2);
  await expect(picture(page)).toHaveAttribute('alt', /^Olive, a fledgling/);

  await become(page, 'Two weeks in', 'Pip');
  await grow(page, 3);
  await expect(picture(page)).toHaveAttribute('alt', /^Pip, a (proud )?explorer/);
  await become(page, 'A month in', 'Cog');
  await grow(page, 4);
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, a (proud )?voyager/);
  await become(page, 'Two months in', 'Luna');
  await grow(page, 5);
  await expect(picture(page)).toHaveAttribute('alt', /^Luna, an elder/);
});

/** In the evening (UTC) whoever has done nothing today is sleepy. */
const CALM = /^Cog, (an|a sleepy) explorer/;

test('calm, proud, and back', async ({ page }) => {
  await page.goto(`${server.app}/?learner=noor`);
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(picture(page)).toHaveAttribute('alt', CALM);
  await page.getByRole('button', { name: 'Complete a lesson' }).click();
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, a proud explorer/);
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(picture(page)).toHaveAttribute('alt', CALM);
});

test('calm, sleepy when the clock of the studio is pushed into the evening, and awake after something was done', async ({
  page,
}) => {
  await page.goto(`${server.url}/?state=nearly+burning&name=Cog&species=robot`);
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, a sleepy /);
  await page.goto(`${server.url}/?scene=app&name=Cog&species=robot`);
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, (a|an) (?!sleepy)/);
  await page.getByRole('tab', { name: 'State' }).click();
  await page.getByRole('button', { name: 'Streak at risk' }).click();
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, a sleepy /);
  await page.getByRole('button', { name: 'Complete a lesson' }).click();
  await expect(picture(page)).toHaveAttribute('alt', /^Cog, (a|an) (?!sleepy)/);
});

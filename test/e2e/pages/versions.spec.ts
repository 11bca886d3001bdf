import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, type Page, test } from 'playwright/test';
import { buildParts, closeParts } from '../../../src/server/start.ts';
import { keepRelease } from '../../../src/server/releases/releases.ts';
import { testSettings } from '../../support/server.ts';
import { customerOf } from '../../support/customer.ts';
import { serve } from '../../support/other-origin.ts';
import { problemsOn } from '../../support/page-errors.ts';
import {
  type RealServer,
  startWithLingua,
  temporaryDirectory,
  TEST_PUBLISHABLE_KEY,
} from '../../support/real-server.ts';

/**
 * The element as commit 74b02f7 built it (here under the version 0.0.9), as pages carry it for years: served by the server
 * of today, which has none of these files but those that it keeps of earlier releases, and at work against it.
 */
const OLD = new URL('../../fixtures/before/element.json.gz', import.meta.url);

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
test.beforeAll(async () => {
  directory = await temporaryDirectory();
  const parts = await buildParts({ ...testSettings, dataDir: directory.path });
  const files = JSON.parse(gunzipSync(await readFile(OLD)).toString()) as Record<string, string>;
  await keepRelease(parts, new Map(Object.entries(files)));
  await closeParts(parts);
  server = await startWithLingua({
    DATA_DIR: directory.path,
    HATCHED_SIGNING_SECRET: testSettings.signingSecrets![0]!,
  });
});
test.afterAll(async () => {
  await server.stop();
  await directory.remove();
});

for (const script of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
  test(`${script} of an earlier release: shown, live, bought, worn, in the page's language`, async ({ page }) => {
    const user = `old-${script}`;
    const customer = customerOf(server.url);
    await customer.hatch(user);
    const problems = problemsOn(page);
    await using site = await serve(
      `<!doctype html><html lang="de"><link rel="icon" href="data:,">
      <link rel="stylesheet" href="${server.url}/v/0.0.9/hatched-buddy.css">
      <script async src="${server.url}/v/0.0.9/${script}"></script>
      <hatched-buddy session-token="${await customer.session(user)}"></hatched-buddy>`,
    );
    await page.goto(site.url);
    const buddy = page.locator('hatched-buddy');
    await expect(buddy.locator('[part=name]')).not.toBeEmpty();
    await expect(buddy.locator('[part=image]')).toHaveJSProperty('complete', true);
    await expect(buddy.locator('[part=skills]')).toContainText('Fähigkeiten');

    for (let n = 0; n < 12; n++) {
      const type = ['quiz_passed', 'lesson_completed', 'speaking_practised', 'story_read'][n % 4];
      await customer.call('/events', { event_id: `${user}-${n}`, user_id: user, type });
    }
    const coins = () => page.evaluate(() => document.querySelector('hatched-buddy')!.state!.buddy!.coins);
    await expect.poll(coins).toBeGreaterThan(20);

    await page.evaluate(() => document.querySelector('hatched-buddy')!.track('lesson_completed'));
    const { items } = await shopOf(page);
    const item = items.find(({ affordable, owned, locked }) => affordable && !owned && !locked)!;
    await buddy.locator('[part=market-button]').click();
    const shop = buddy.getByRole('dialog');
    await shop.locator(`#${item.item_id}`).click();
    await shop.getByRole('button', { name: 'Kaufen', exact: true }).click();
    await shop.getByRole('button', { name: 'Anziehen', exact: true }).click();
    const worn = () =>
      page.evaluate(() => document.querySelector('hatched-buddy')!.state!.equipped.map((one) => one.item_id));
    await expect.poll(worn).toContain(item.item_id);
    expect(problems).toEqual([]);
  });
}

interface Item {
  item_id: string;
  label: string;
  affordable: boolean;
  owned: boolean;
  locked: boolean;
}

/** What the element would be told. */
function shopOf(page: Page): Promise<{ items: Item[] }> {
  return page.evaluate(
    async ([url]) => {
      const authorization = `Bearer ${document.querySelector('hatched-buddy')!.getAttribute('session-token')}`;
      return (await fetch(`${url}/api/v1/widget/marketplace`, { headers: { authorization } })).json();
    },
    [server.url],
  );
}

test('its publishable key reads, too', async ({ page }) => {
  await using site = await serve(
    `<!doctype html><script async src="${server.url}/v/0.0.9/hatched-buddy.js"></script>
    <hatched-buddy publishable-key="${TEST_PUBLISHABLE_KEY}" user-id="demo-pip"></hatched-buddy>`,
  );
  await page.goto(site.url);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
});

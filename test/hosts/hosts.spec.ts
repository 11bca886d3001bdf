import { type CDPSession, expect, type Page, test } from 'playwright/test';
import type { HatchedBuddy } from '../../src/widget/index.ts';
import { type Customer, customerOf } from '../support/customer.ts';
import { demoServer } from '../support/demo-server.ts';
import { TEST_SECRET_KEY } from '../support/real-server.ts';
import { HOSTS } from './hosts.ts';
import { buildHost, startHost } from './run-host.ts';

/** One journey through every host: each built with its framework from the packed package, as its users do. */
const USER = 'user_42';
const AWAY_AND_BACK = 4;

const server = demoServer();
let customer: Customer;
test.beforeAll(async () => {
  customer = customerOf(server.url);
  await customer.hatch(USER);
});

for (const host of HOSTS) {
  test(`${host.name}: shown, live, shop, away and back, token renewed, removed without a leak`, async ({ page }) => {
    await buildHost(host, server.url);
    await using running = await startHost(host, server.url, TEST_SECRET_KEY);
    const heard = listen(page);
    const buddy = page.locator('hatched-buddy');

    await page.goto(running.url);
    await expect(buddy.locator('[part=name]')).not.toBeEmpty();
    await expect(buddy.locator('[part=image]')).toHaveJSProperty('complete', true);

    await expect.poll(streams).toBe(1);
    const before = await stateOf(page);
    await customer.call('/events', { event_id: `${host.name}-1`, user_id: USER, type: 'lesson_completed' });
    await expect.poll(async () => (await stateOf(page)).version).toBeGreaterThan(before.version);

    const shop = buddy.getByRole('dialog');
    await buddy.locator('[part=market-button]').click();
    await expect(shop.locator('[part=item]').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(shop).toHaveCount(0);

    await away(page);
    await expect.poll(streams).toBe(0);
    await back(page);
    await expect.poll(streams).toBe(1);

    const given = heard.tokens.length;
    await customer.call(`/widget-sessions/${heard.tokens.at(-1)!}`, undefined, 'DELETE');
    await page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.refresh());
    await expect.poll(() => heard.tokens.length).toBe(given + 1);
    await expect(buddy.locator('[part=name]')).not.toBeEmpty();
    expect(
      await page.evaluate(() => document.querySelector('hatched-buddy')!.shadowRoot!.querySelector('.notice')),
    ).toBeNull();

    if (host.stays) {
      for (let n = 0; n < AWAY_AND_BACK; n++) {
        await away(page);
        await back(page);
      }
      await away(page);
      await expect.poll(() => instances(page)).toBeLessThanOrEqual(host.keeps);
      await expect.poll(streams).toBe(0);
    }
    if (!host.stays) {
      await page.evaluate(() => document.querySelector('hatched-buddy')!.remove());
      await expect.poll(() => instances(page)).toBe(0);
      await expect.poll(streams).toBe(0);
    }
    expect(heard.problems).toEqual([]);
  });
}

/** Errors of the page, and the sessions that its backend gave it. */
function listen(page: Page): { problems: string[]; tokens: string[] } {
  const problems: string[] = [];
  const tokens: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // The token that the test takes away is refused once.
    if (message.type() !== 'error' || message.text().includes('401')) return;
    problems.push(`${message.text()} ${message.location().url}`);
  });
  page.on('response', (response) => {
    if (!response.url().endsWith('/buddy-token')) return;
    void response.json().then((session: { session_id?: string; sessionId?: string }) => {
      tokens.push(session.session_id ?? session.sessionId!);
    });
  });
  return { problems, tokens };
}

const stateOf = (page: Page) => page.evaluate(() => document.querySelector<HatchedBuddy>('hatched-buddy')!.state!);

/** How many streams the server holds open. */
async function streams(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^hatched_state_streams (\d+)/m.exec(metrics)?.[1]);
}

async function away(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'About' }).click();
  await expect(page.locator('hatched-buddy')).toHaveCount(0);
  await expect(page.getByText('No buddy here.')).toBeVisible();
}

async function back(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.locator('hatched-buddy [part=name]')).not.toBeEmpty();
}

/** Elements that live on in memory. */
async function instances(page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const expression = `customElements.get('hatched-buddy').prototype`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
  });
  await session.detach();
  return length.value as number;
}

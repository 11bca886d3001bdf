import { expect, type Locator, type Page, test } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { TEST_SECRET_KEY } from '../support/real-server.ts';

/** A whole life by the keyboard alone: no pointer is used in this file. */
const server = demoServer();

async function api(path: string, body: unknown, method = 'POST'): Promise<Record<string, string>> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_SECRET_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  return (await answer.json()) as Record<string, string>;
}

const SCOPES = ['read', 'events:track', 'marketplace:browse', 'marketplace:purchase', 'items:equip'];

/** A page with the element and a link on each side, in the state that its user has. */
async function open(page: Page, user_id: string, attributes = ''): Promise<void> {
  const scopes = [...SCOPES, 'buddy:hatch', 'buddy:rename'];
  const { token } = await api('/widget-sessions', { user_id, scopes });
  await page.route('**/journey', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Journey</title>
        <script async src="/hatched-buddy.js"></script><link rel="stylesheet" href="/hatched-buddy.css" />
        <a href="#before">Before</a><hatched-buddy session-token="${token}" ${attributes}></hatched-buddy><a href="#after">After</a>`,
    }),
  );
  await page.goto(`${server.url}/journey`);
}

async function readyEgg(user_id: string): Promise<void> {
  const { egg_id } = await api('/eggs', { user_id });
  await api(`/eggs/${egg_id}`, { status: 'ready' }, 'PATCH');
}

/** Tab until something has the focus, as a person who listens would. */
async function tabTo(page: Page, name: RegExp | string, role: 'button' | 'link' | 'tab' = 'button'): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${String(name)}.`);
}

/** To the shelf, which is one stop, and with the arrows along it. */
async function walkTo(page: Page, shop: Locator, name: RegExp): Promise<void> {
  await tabTo(page, /: .*(Common|Uncommon|Rare|Epic|Legendary)/);
  const wanted = shop.getByRole('button', { name });
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement)) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`Arrows do not lead to ${String(name)}.`);
}

/** Where the focus is can be seen. */
async function expectRing(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    let at = document.activeElement!;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return getComputedStyle(at).outlineStyle;
  });
  expect(outline).not.toBe('none');
}

test('an egg is hatched, its newcomer named, a badge read, an item tried, bought and taken off', async ({ page }) => {
  await readyEgg('keys');
  await open(page, 'keys');
  await tabTo(page, 'Hatch');
  await expectRing(page);
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Another name' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Waffle');
  await page.keyboard.press('Enter');
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Waffle');

  // A badge: the first is a stop, arrows reach the others, Enter tells about it, Escape closes it.
  await page.getByRole('link', { name: 'Before' }).focus();
  await tabTo(page, /not earned|of \d/i);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const float = page.getByRole('dialog');
  await expect(float).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(float).toBeHidden();
  await expectRing(page);

  const { buddy_id } = await page.evaluate(() => document.querySelector('hatched-buddy')!.state!.buddy!);
  await api(`/buddies/${buddy_id}/coins`, { amount: 500, reason: 'pocket money' });
  await tabTo(page, 'Shop');
  await page.keyboard.press('Enter');
  const shop = page.getByRole('dialog', { name: 'Shop' });
  await expect(shop).toBeVisible();

  // Escape backs out one step at a time: the chosen item, the shop.
  await walkTo(page, shop, /^Daisy/);
  await page.keyboard.press('Enter');
  const buy = shop.getByRole('button', { name: 'Buy and wear' });
  await expect(buy).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(buy).toBeHidden();
  await expect(shop).toBeVisible();
  await expect(shop.getByRole('button', { name: /^Daisy/ })).toBeFocused();
  await expectRing(page);

  await page.keyboard.press('Enter');
  await expect(buy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shop.getByRole('status')).toContainText('Daisy is yours!');

  // The wardrobe, and off again.
  await page.keyboard.press('Escape');
  await expect(shop).toBeHidden();
  await expect(page.getByRole('button', { name: 'Shop' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Shop', 'tab');
  await page.keyboard.press('ArrowRight');
  await expect(shop.getByRole('tab', { name: 'Wardrobe' })).toHaveAttribute('aria-selected', 'true');
  await walkTo(page, shop, /^Daisy/);
  await page.keyboard.press('Enter');
  await expect(shop.getByRole('button', { name: 'Take off' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.querySelector('hatched-buddy')!.state!.equipped)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(shop).toBeHidden();
  await tabTo(page, 'After', 'link');
});

for (const size of ['xs', 'sm']) {
  test(`the card of ${size} is opened and closed, and the focus comes back`, async ({ page }) => {
    const user = `keys-${size}`;
    await readyEgg(user);
    await open(page, user, `size="${size}"`);
    const opener = page.locator('hatched-buddy').getByRole('button').first();
    await expect(opener).toBeVisible();
    await page.getByRole('link', { name: 'Before' }).focus();
    await page.keyboard.press('Tab');
    await expect(opener).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, 'Hatch');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Hatch', exact: true })).toBeHidden();
    await expect(opener).toBeFocused();
  });
}

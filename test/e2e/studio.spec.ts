import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { expect, type Page, test } from 'playwright/test';
import { STATES } from '../../demo/studio/page/setup.ts';
import type { HatchedBuddy } from '../../src/widget/index.ts';
import { demoServer } from '../support/demo-server.ts';

/** The studio: on the server's first page, and as static files without any server of ours. */

const server = demoServer();

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const STATIC = fileURLToPath(new URL('../../dist/studio', import.meta.url));

const buddy = (page: Page) => page.locator('hatched-buddy').first();
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const code = (page: Page) => page.getByLabel('Embed code');
const coins = (page: Page) => buddy(page).evaluate((element) => (element as HatchedBuddy).state!.buddy!.coins);

/** What goes wrong in the browser. */
function watched(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}

async function open(page: Page, search = '', url = server.url): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${url}/${search}`);
  await expect(buddy(page).locator('[part=name]')).toBeVisible();
}

test('says what it is, shows the buddy alive, and fits without scrolling', async ({ page }) => {
  const problems = watched(page);
  await open(page);
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
  await open(page);
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
  await open(other, new URL(address).search);
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
  const problems = watched(page);
  await open(page, '?species=cat&stage=99&width=-3&accent=red&items=nothing&state=never');
  expect(await buddy(page).evaluate((element) => (element as HatchedBuddy).state!.buddy!.stage.number)).toBe(3);
  expect(problems).toEqual([]);
});

test('Copy embed copies what the code pane shows, for every framework', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '?look=paper&dir=rtl&radius=4');
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

test('what happens is the real rules, and is written down with what was in it', async ({ page }) => {
  await open(page);
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
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
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
    await open(page, `?scene=${scene}&theme=both`);
  }
  await page.goto(`${server.url}/?scene=sizes`);
  await expect(page.locator('hatched-buddy[size=full] [part=name]')).toBeVisible();
  expect(problems).toEqual([]);
});

test('the keyboard is enough', async ({ page }) => {
  await open(page);
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
  await open(page);
  await tab(page, 'Content').click();
  await page.locator('[data-section=market]').dragTo(page.locator('[data-section=wallet]'));
  await expect(code(page)).toContainText('sections="stage market wallet skills streaks badges"');
});

for (const { width, height, scheme } of [
  { width: 1280, height: 800, scheme: 'light' },
  { width: 1280, height: 800, scheme: 'dark' },
  { width: 360, height: 740, scheme: 'light' },
] as const) {
  test(`axe finds nothing at ${width} px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(server.url);
    await expect(buddy(page).locator('[part=name]')).toBeVisible();
    await page.addScriptTag({ path: AXE });
    const look = () =>
      page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
        };
        return (await axe.run()).violations.map(
          ({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`,
        );
      });
    if (width < 900) await page.getByRole('button', { name: 'Choose' }).click();
    for (const name of ['Buddy', 'Look', 'Content', 'State', 'Art']) {
      await tab(page, name).click();
      expect(await look(), name).toEqual([]);
    }
    if (width < 900) await page.getByRole('button', { name: 'Code and events' }).click();
    for (const name of ['Code', 'Events', 'Contrast']) {
      await tab(page, name).click();
      expect(await look(), name).toEqual([]);
    }
    await context.close();
  });
}

test('the contrast of a bad surface is told, pair by pair', async ({ page }) => {
  await open(page, '?accent=%23f2c200');
  await tab(page, 'Contrast').click();
  await expect(page.getByText(/All 13 pairs can be read/)).toBeVisible();
});

test.describe('as static files', () => {
  const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  let files: Server;
  let url: string;
  test.beforeAll(async () => {
    files = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://files.test');
      const path = pathname.replace('/some/folder/', '');
      const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      readFile(join(STATIC, name)).then(
        (bytes) => response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain').end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/some/folder`;
  });
  test.afterAll(() => void files.close());

  test('the scene of a real app says that it needs the server, and what to do', async ({ page }) => {
    const problems = watched(page);
    await page.goto(`${url}/?scene=real+app`);
    await expect(page.getByRole('heading', { name: 'This scene needs the server' })).toBeVisible();
    await page.getByRole('tab', { name: 'Events' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('run npm start');
    expect(problems).toEqual([]);
  });

  test('where the page may not write to the clipboard by itself, Copy copies nevertheless', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read']);
    await page.addInitScript(() => {
      const { clipboard } = navigator;
      Object.assign(window, { read: () => clipboard.readText() });
      // As on a page that came over plain HTTP.
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await open(page, '?look=candy', url);
    await page.getByRole('button', { name: 'Copy embed' }).click();
    await expect(page.getByRole('button', { name: 'Copied' }).first()).toBeVisible();
    const copied = await page.evaluate(() => (window as unknown as { read(): Promise<string> }).read());
    expect(copied).toContain('look="candy"');
    expect(copied).toContain('https://buddy.example.com/hatched-buddy.js');
  });

  test('it lives in any folder, without a server', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, '?scene=app', url);
    const before = await coins(page);
    await page.getByRole('button', { name: 'Complete a lesson' }).click();
    await expect.poll(() => coins(page)).toBeGreaterThan(before);
    expect(asked.filter((address) => !address.startsWith(url) && !/^(blob|data):/.test(address))).toEqual(
      [new URL('/favicon.ico', url).href].filter((address) => asked.includes(address)),
    );
    await page.getByRole('link', { name: 'API' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

import { expect, test } from 'playwright/test';
import { documentedPolicy } from '../../support/documented-policy.ts';
import { demoServer } from '../../support/demo-server.ts';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { customerOf } from '../../support/customer.ts';
import { serve as serveWith } from '../../support/other-origin.ts';
import { problemsOn, thrownOn } from '../../support/page-errors.ts';
import { TEST_PUBLISHABLE_KEY } from '../../support/real-server.ts';

/** The script tags as other people's pages carry them, from another origin and under a strict policy. */
const POLICY = (server: string, types = "require-trusted-types-for 'script'; trusted-types hatched-buddy") =>
  `default-src 'none'; script-src ${server}; style-src ${server}; img-src ${server}; connect-src ${server}; ${types}`;

const server = demoServer();
const serve = (body: string, policy = POLICY(server.url)) => serveWith(body, policy);

for (const script of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
  test(`${script}: reads with a publishable key, in the page's language, under the policy that the documents name`, async ({
    page,
  }) => {
    const problems = problemsOn(page);
    const other = await serve(
      `<!doctype html><html lang="de"><head>
      <link rel="icon" href="${server.url}/sri.json">
      <link rel="stylesheet" href="${server.url}/hatched-buddy.css">
      <script async src="${server.url}/${script}"></script></head>
      <body><hatched-buddy publishable-key="${TEST_PUBLISHABLE_KEY}" user-id="demo-pip"></hatched-buddy></body></html>`,
      await documentedPolicy('script tags', server.url),
    );
    await page.goto(other.url);
    const buddy = page.locator('hatched-buddy');
    await expect(buddy.locator('[part=name]')).toHaveText('Pip');
    await expect(buddy.locator('[part=skills]')).toContainText('Fähigkeiten');
    await expect(buddy.locator('[part=image]')).toHaveJSProperty('complete', true);
    expect(problems).toEqual([]);
    other.close();
  });
}

const buddy = () => `<hatched-buddy publishable-key="${TEST_PUBLISHABLE_KEY}" user-id="demo-pip"></hatched-buddy>`;
const script = (name: string, attributes = '') => `<script ${attributes} src="${server.url}/${name}"></script>`;
const MADE = `<script>trustedTypes.createPolicy('lit-html', { createHTML: (text) => text })</script>`;

for (const [what, types, before] of [
  ['allows the policy of earlier releases alone', "require-trusted-types-for 'script'; trusted-types lit-html", ''],
  ['allows none, and requires none', "trusted-types 'none'", ''],
  ['has made a policy called lit-html itself', "require-trusted-types-for 'script'", MADE],
] as const) {
  for (const name of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
    test(`${name}: works on a page whose Trusted Types list ${what}`, async ({ page }) => {
      const policy = before ? `script-src ${server.url} 'unsafe-inline'; ${types}` : POLICY(server.url, types);
      const other = await serve(`<!doctype html>${before}${script(name)}${buddy()}`, policy);
      await page.goto(other.url);
      await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
      other.close();
    });
  }
}

for (const name of ['hatched-buddy.js', 'hatched-buddy.iife.js']) {
  for (const attributes of ['type="module"', 'defer', 'async']) {
    test(`${name}: works with ${attributes}, and twice`, async ({ page }) => {
      const problems = thrownOn(page);
      const tag = script(name, attributes);
      const other = await serve(`<!doctype html>${tag}${tag}${buddy()}`);
      await page.goto(other.url);
      await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
      expect(problems).toEqual([]);
      other.close();
    });
  }

  test(`${name}: pasted inline by a tag manager says in one sentence what is wrong`, async ({ page }) => {
    const said: string[] = [];
    const thrown = thrownOn(page);
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    const other = await serve(`<!doctype html><link rel="icon" href="data:,">${buddy()}`, '');
    await page.goto(other.url);
    const text = await (await fetch(`${server.url}/${name}`)).text();
    await page.evaluate((code) => {
      const tag = document.createElement('script');
      tag.text = code;
      document.head.append(tag);
    }, text);
    await expect.poll(() => said).toHaveLength(1);
    expect(said[0]).toMatch(/does not know (its server|where it came from)/);
    expect(thrown).toEqual([]);
    other.close();
  });
}

test('the loader: an element that comes late, and a page without IntersectionObserver', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'IntersectionObserver'));
  const other = await serve(`<!doctype html>${script('hatched-buddy.js')}<main></main>`, '');
  await page.goto(other.url);
  await page.evaluate((html) => (document.querySelector('main')!.innerHTML = html), buddy());
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
  other.close();
});

test('the loader: state and picture are asked for while the element is on its way, once for two elements of one credential', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, what] = /(widget\/state|core-|images\/)/.exec(request.url()) ?? [];
    if (what && request.method() === 'GET') asked.push(what);
  });
  const picture = page.waitForRequest(/images\//);
  await page.route('**/hatched-buddy/core-*', async (route) => {
    await picture;
    await route.continue();
  });
  const other = await serve(
    `<!doctype html><html lang="de">${script('hatched-buddy.js', 'defer')}${buddy()}${buddy()}`,
    '',
  );
  await page.goto(other.url);
  for (const name of await page.locator('hatched-buddy [part=name]').all()) await expect(name).toHaveText('Pip');
  await expect(page.locator('hatched-buddy [part=name]')).toHaveCount(2);
  expect(asked.filter((what) => what === 'widget/state')).toHaveLength(1);
  other.close();
});

test('the loader: what an element was given in the meantime counts', async ({ page }) => {
  const tokens: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().includes('widget/state') && request.method() === 'GET')
      tokens.push(request.headers()['authorization']);
  });
  await page.route('**/hatched-buddy/core-*', async (route) => {
    await page.evaluate(
      (key) => document.querySelector('hatched-buddy')!.setAttribute('publishable-key', key),
      TEST_PUBLISHABLE_KEY,
    );
    await route.continue();
  });
  const early = buddy().replace(TEST_PUBLISHABLE_KEY, `hatch_pk_${'x'.repeat(40)}`);
  const other = await serve(`<!doctype html>${script('hatched-buddy.js', 'defer')}${early}`, '');
  await page.goto(other.url);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
  expect(tokens).toEqual([`Bearer hatch_pk_${'x'.repeat(40)}`, `Bearer ${TEST_PUBLISHABLE_KEY}`]);
  other.close();
});

test('the loader: where the element cannot be had it says so at its place, gives the room back, and tries again', async ({
  page,
}) => {
  const thrown = thrownOn(page);
  await page.route('**/hatched-buddy/core-*', (route) => route.abort());
  const other = await serve(
    `<!doctype html><html lang="de"><link rel="stylesheet" href="${server.url}/hatched-buddy.css">${script('hatched-buddy.js', 'defer')}${buddy()}`,
    '',
  );
  await page.addInitScript(() =>
    addEventListener(
      'hatched-error',
      (event) => ((globalThis as { code?: string }).code = (event as Event & { code: string }).code),
    ),
  );
  await page.goto(other.url);
  const again = page.locator('hatched-buddy button', { hasText: 'Erneut versuchen' });
  await expect(again).toBeVisible();
  expect((await page.locator('hatched-buddy').boundingBox())!.height).toBeLessThan(60);
  expect(await page.evaluate(() => (globalThis as { code?: string }).code)).toBe('unavailable');
  await page.unroute('**/hatched-buddy/core-*');
  await again.click();
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
  expect(thrown).toEqual([]);
  other.close();
});

test('the loader: what could not be had comes when the page is back online, and nothing of the apology stays', async ({
  page,
  context,
}) => {
  const thrown = thrownOn(page);
  await page.route('**/hatched-buddy/core-*', (route) => route.abort());
  const other = await serve(
    `<!doctype html><link rel="stylesheet" href="${server.url}/hatched-buddy.css">${script('hatched-buddy.js', 'defer')}${buddy()}`,
    '',
  );
  await page.goto(other.url);
  await expect(page.locator('hatched-buddy button', { hasText: 'Try again' })).toBeVisible();
  await page.unroute('**/hatched-buddy/core-*');
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveText('Pip');
  await expect(page.locator('hatched-buddy button', { hasText: 'Try again' })).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector('hatched-buddy')!.childNodes.length)).toBe(0);
  expect(thrown).toEqual([]);
  other.close();
});

test('six buddies on one page hold one stream, and leave the server to the rest of the page', async ({ page }) => {
  const users = ['one', 'two', 'three', 'four', 'five', 'six'];
  for (const user of users) await customerOf(server.url).hatch(user);
  const streams: string[] = [];
  page.on('request', (request) => request.url().includes('/widget/stream') && streams.push(request.url()));
  const key = `publishable-key="${TEST_PUBLISHABLE_KEY}"`;
  const elements = users.map((user) => `<hatched-buddy ${key} user-id="${user}" sections="stage"></hatched-buddy>`);
  const other = await serve(`<!doctype html>${script('hatched-buddy.iife.js')}${elements.join('')}`, '');
  await page.goto(other.url);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveCount(6);
  await expect.poll(() => streams.length).toBe(1);
  // Of an element's six connections to the server, those that are left answer.
  const states = await page.evaluate(() =>
    Promise.all(
      [...document.querySelectorAll<HatchedBuddy>('hatched-buddy')].map((one) =>
        one.refresh().then(() => one.state?.version),
      ),
    ),
  );
  expect(states.every((version) => typeof version === 'number')).toBe(true);
  expect(streams).toHaveLength(1);
  other.close();
});

test('two elements and a second copy of the script: one request, one stream, one definition', async ({ page }) => {
  await customerOf(server.url).hatch('twice');
  const asked: string[] = [];
  const problems = thrownOn(page);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const element = `<hatched-buddy session-token="${await customerOf(server.url).session('twice')}"></hatched-buddy>`;
  const copies = `${script('hatched-buddy.js', 'defer')}${script('hatched-buddy.iife.js', 'defer')}${script('v/0.1.0/hatched-buddy.js', 'defer')}`;
  const other = await serve(`<!doctype html>${copies}${element}${element}`, '');
  await page.goto(other.url);
  await expect(page.locator('hatched-buddy [part=name]')).toHaveCount(2);
  const count = (end: string) => asked.filter((path) => path.endsWith(end)).length;
  await expect.poll(() => count('/widget/stream')).toBe(1);
  expect(count('/widget/state')).toBe(1);
  await customerOf(server.url).call('/events', { event_id: 'twice', user_id: 'twice', type: 'lesson_completed' });
  const coins = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HatchedBuddy>('hatched-buddy')].map((one) => one.state!.buddy!.coins),
    );
  await expect.poll(async () => new Set(await coins()).size).toBe(1);
  await expect.poll(async () => (await coins())[0]).toBeGreaterThan(0);
  expect(problems).toEqual([]);
  other.close();
});

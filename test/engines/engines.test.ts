import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../src/build/build.ts';
import { type Customer, customerOf } from '../support/customer.ts';
import { serve, type Site } from '../support/other-origin.ts';
import { type RealServer, startWithLingua, temporaryDirectory } from '../support/real-server.ts';
import { type Driver, until } from './driver.ts';
import { middleware, type Pass } from './middleware.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** The engines that the browser suite does not run in: axe, and one whole journey, over the real server. */
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
let customer: Customer;
let axe: string;
beforeAll(async () => {
  await buildStale();
  directory = await temporaryDirectory();
  server = await startWithLingua({ DATA_DIR: directory.path });
  customer = customerOf(server.url);
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await server?.stop();
  await directory?.remove();
});

/** Strict: what the element needs, and nothing else. The test's own script comes by WebDriver, past the policy. */
const policy = (url: string) =>
  `default-src 'none'; script-src ${url}; style-src ${url}; img-src ${url}; connect-src ${url}`;

const BUDDY = `const buddy = document.querySelector('hatched-buddy'); const root = buddy?.shadowRoot;`;
const SHOP = `${BUDDY} const shop = root?.querySelector('hatched-market')?.shadowRoot;`;

describe.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
])('%s', (name, launch) => {
  let driver: Driver;
  let site: Site;
  const user = `engine-${name}`;
  beforeAll(async () => {
    await customer.hatch(user);
    driver = await launch();
    console.log(driver.name);
    site = await serve(
      `<!doctype html><html lang="en"><title>Buddy</title>
      <link rel="stylesheet" href="${server.url}/hatched-buddy.css">
      <script async src="${server.url}/hatched-buddy.js"></script>
      <main><h1>Page</h1><hatched-buddy heading-level="2" session-token="${await customer.session(user)}"></hatched-buddy></main>`,
      policy(server.url),
    );
    await driver.open(site.url);
  });
  afterAll(async () => {
    await driver?.[Symbol.asyncDispose]();
    site?.close();
  });

  /** In the middle of what the expression finds, once it stands still. */
  async function click(where: string): Promise<void> {
    const place = `${SHOP} const found = ${where}; found?.scrollIntoView({ block: 'nearest' });
      const box = found?.getBoundingClientRect();
      return box && box.width ? [box.x + box.width / 2, box.y + box.height / 2] : null;`;
    let last = '';
    const at = await until(
      () => driver.run<[number, number] | null>(place),
      (found) => {
        const still = !!found && String(found) === last;
        last = String(found);
        return still;
      },
    );
    await driver.click(...at!);
  }

  async function expectAccessible(): Promise<void> {
    // What is still fading in has the colours of neither end.
    await holds(
      `[document, root, shop].every((one) => !one || one.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity))`,
    );
    const found = await driver.run<string[]>(`if (!globalThis.axe) { ${axe} }
      const { violations } = await axe.run(document);
      return violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.failureSummary).join(' '));`);
    expect(found).toEqual([]);
  }

  const holds = (condition: string) => until(() => driver.run<boolean>(`${SHOP} return !!(${condition});`));

  it('shows the buddy, and axe finds nothing', async () => {
    await holds(`root?.querySelector('[part=name]')?.textContent.trim() && root.querySelector('[part=badge]')`);
    await holds(`[...root.querySelectorAll('img')].every((image) => image.complete && image.naturalWidth)`);
    await expectAccessible();
  });

  it('hears of what happens through the stream', async () => {
    const coins = await driver.run<number>(`${BUDDY} return buddy.state.buddy.coins;`);
    const begun = await driver.run<number>(`${BUDDY} return buddy.state.version;`);
    await customer.call('/events', { event_id: `${user}-1`, user_id: user, type: 'lesson_completed' });
    await holds(`buddy.state.version > ${begun} && buddy.state.buddy.coins > ${coins}`);
    await holds(`root.querySelector('[part=wallet]').textContent.includes(buddy.state.buddy.coins)`);
  });

  it('opens the shop, tries on, buys and wears', async () => {
    await click(`root.querySelector('[part=market-button]')`);
    await holds(`shop?.querySelector('dialog')?.open && shop.querySelector('[part=item]:not(.ghost)')`);
    const free = await driver.run<string>(`${BUDDY}
      const headers = { authorization: 'Bearer ' + buddy.getAttribute('session-token') };
      const { items } = await (await fetch('${server.url}/api/v1/widget/marketplace', { headers })).json();
      return items.find(({ affordable, owned, locked }) => affordable && !owned && !locked).item_id;`);
    await click(`shop.getElementById('${free}')`);
    await holds(`shop.querySelector('[part=buy].main')`);
    await expectAccessible();
    await click(`shop.querySelector('[part=buy].main')`);
    await holds(`buddy.state.equipped.some((one) => one.item_id === '${free}')`);
  });

  it('closes it on Escape, and the focus is where it was', async () => {
    await driver.press('Escape');
    if (await driver.run(`${SHOP} return !!shop?.querySelector('dialog')?.open;`)) await driver.press('Escape');
    await holds(`!root.querySelector('hatched-market')`);
    expect(await driver.run(`${BUDDY} return root.activeElement?.getAttribute('part');`)).toBe('market-button');
  });

  it('comes when what was lost can be had again; Firefox keeps a module that failed as long as the page lives', async () => {
    let lost = true;
    const line: Pass = (answer, response) => {
      const isCore = response.req.url!.includes('/core-');
      response.writeHead(lost && isCore ? 503 : answer.statusCode!, answer.headers);
      answer.pipe(response);
    };
    await using proxy = await middleware(line, server.url);
    await using other = await serve(
      `<!doctype html><html lang="en"><title>Buddy</title>
      <script async src="${proxy.url}/hatched-buddy.js"></script>
      <hatched-buddy session-token="${await customer.session(user)}"></hatched-buddy>`,
      policy(proxy.url),
    );
    await driver.open(other.url);
    const button = `document.querySelector('hatched-buddy > button')`;
    await holds(button);
    lost = false;
    await driver.run(`addEventListener('hatched-error', () => (globalThis.again = true)); ${button}.click();`);
    const shown = `root?.querySelector('[part=name]')?.textContent.trim()`;
    if (name === 'Firefox') {
      await holds('globalThis.again');
      await driver.open(other.url);
    }
    await holds(shown);
    expect(await driver.run(`${SHOP} return !!globalThis.again;`)).toBe(false);
  });

  it('is all there after the page is loaded anew', async () => {
    const worn = await driver.run<string[]>(`${BUDDY} return buddy.state.equipped.map((one) => one.item_id);`);
    await driver.open(site.url);
    await holds(`buddy?.state`);
    expect(await driver.run(`${BUDDY} return buddy.state.equipped.map((one) => one.item_id);`)).toEqual(worn);
  });
});

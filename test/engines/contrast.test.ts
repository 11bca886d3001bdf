import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../src/build/build.ts';
import { bundle } from '../support/bundle-sdk.ts';
import { serve, type Site } from '../support/other-origin.ts';
import { type RealServer, startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { type Driver, until } from './driver.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** Twelve brands by day and by night in the engines that the widget's own tests do not run in. */
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
let measure: string;
beforeAll(async () => {
  await buildStale();
  directory = await temporaryDirectory();
  server = await startRealServer({ DATA_DIR: directory.path });
  measure = await bundle(fileURLToPath(new URL('../support/widget/brands.ts', import.meta.url)), { name: 'brands' });
});
afterAll(async () => {
  await server?.stop();
  await directory?.remove();
});

const BUDDY = `const buddy = document.querySelector('hatched-buddy'); const root = buddy?.shadowRoot;
  const shop = root?.querySelector('hatched-market')?.shadowRoot;`;

/** Each look, and what tells that it is on. */
const RADIUS = { '': '', candy: '28px', paper: '3px', brutal: '0px', midnight: '18px' };

describe.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
])('%s', (_name, launch) => {
  let driver: Driver;
  let site: Site;
  beforeAll(async () => {
    driver = await launch();
    site = await serve(`<!doctype html><html lang="en"><title>Buddy</title>
      <script async src="${server.url}/hatched-buddy.js"></script>
      <hatched-buddy demo size="lg" celebrate="off"></hatched-buddy>`);
    await driver.open(site.url);
    await driver.run(measure.replace(/^var brands/, 'globalThis.brands'));
  });
  afterAll(async () => {
    await driver?.[Symbol.asyncDispose]();
    site?.close();
  });

  const holds = (condition: string) => until(() => driver.run<boolean>(`${BUDDY} return !!(${condition});`));

  it('can be read and told apart, in every look', async () => {
    await holds(`root?.querySelector('[part=name]')?.textContent.trim() && root.querySelector('[part=badge]')`);
    await driver.run(`${BUDDY} await buddy.openMarket();`);
    await holds(`shop?.querySelector('dialog')?.open && shop.querySelector('[part=item]:not(.ghost)')`);
    await driver.run(`${BUDDY} shop.querySelector('[part=item] [id]').click();`);
    await holds(`shop.querySelector('[part=buy]')`);
    const found: Record<string, string[]> = {};
    for (const [look, radius] of Object.entries(RADIUS)) {
      await driver.run(`${BUDDY} buddy.look = '${look}' || null;`);
      await holds(`getComputedStyle(root.querySelector('.card')).getPropertyValue('--look-radius') === '${radius}'`);
      // Colours are measured where they end, not on their way.
      found[look] = await driver.run(`${BUDDY} const still = new CSSStyleSheet();
        still.replaceSync('* { transition: none !important; animation: none !important }');
        for (const one of [root, shop]) one.adoptedStyleSheets.push(still);
        return brands.failuresOfBrands(buddy, [root, shop]);`);
    }
    expect(found).toEqual({ '': [], candy: [], paper: [], brutal: [], midnight: [] });
  });

  it('is measured: a flame in the colour of its surface is found', async () => {
    const found = await driver.run<string[]>(`${BUDDY} brands.paint(buddy, {});
      root.querySelector('.inside').style.setProperty('--flame', 'var(--surface)');
      return brands.failuresIn([root]);`);
    expect(found.join()).toContain('flame');
  });
});

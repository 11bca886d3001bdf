import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../src/build/build.ts';
import { type RealServer, startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { type Driver, until } from './driver.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** A smoke journey through the studio in the engines that its own journeys do not run in. */
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: RealServer;
beforeAll(async () => {
  await buildStale();
  directory = await temporaryDirectory();
  server = await startRealServer({ DATA_DIR: directory.path });
});
afterAll(async () => {
  await server?.stop();
  await directory?.remove();
});

const STUDIO = `const studio = document.querySelector('studio-app')?.shadowRoot;
  const buddy = studio?.querySelector('hatched-buddy'); const root = buddy?.shadowRoot;
  const button = (name) => [...studio.querySelectorAll('button')].find((one) => one.textContent.trim() === name);`;
const HAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9L4 0L9 9Z"/></svg>';

describe.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
])('%s', (_name, launch) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await launch();
    await driver.open(`${server.url}/`);
  });
  afterAll(() => driver?.[Symbol.asyncDispose]());

  const does = (work: string) => driver.run<unknown>(`${STUDIO} ${work}`);
  const holds = (condition: string) => until(() => driver.run<boolean>(`${STUDIO} return !!(${condition});`));

  it('shows the buddy alive, as it is chosen', async () => {
    await holds(`root?.querySelector('[part=name]')?.textContent.trim()`);
    await does(`studio.querySelector('input[aria-label=Owl]').click();`);
    await holds(`new URLSearchParams(location.search).get('species') === 'owl'`);
    await holds(`[...root.querySelectorAll('img')].every((image) => image.complete && image.naturalWidth)`);
  });

  it('says the code, lets things happen, and undoes', async () => {
    await does(`button('Look').click();`);
    await does(`await studio.host.updateComplete; studio.querySelector('[aria-label="Accent #5a3fd6"]').click();`);
    await holds(`studio.querySelector('.code').textContent.includes('--hatched-accent: #5a3fd6;')`);
    const coins = await does(`return buddy.state.buddy.coins;`);
    await does(`button('State').click();`);
    await does(`await studio.host.updateComplete; button('Earn 20 coins').click();`);
    await holds(`buddy.state.buddy.coins === ${coins as number} + 20`);
    await does(`studio.querySelector('[aria-label=Undo]').click();`);
    await holds(`!studio.querySelector('.code').textContent.includes('--hatched-accent')`);
  });

  it('tries on own art, and measures every pair', async () => {
    await does(`button('Art').click(); await studio.host.updateComplete;
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(HAT)}], 'hat.svg', { type: 'image/svg+xml' }));
      const input = studio.querySelector('input[type=file]');
      input.files = data.files; input.dispatchEvent(new Event('change'));`);
    await holds(`studio.querySelectorAll('.tile img').length === 15`);
    await holds(`[...studio.querySelectorAll('.tile img')].every((image) => image.complete && image.naturalWidth)`);
    await does(`button('Buddy').click(); button('Contrast').click();`);
    await holds(`studio.querySelector('.pairs')?.children.length === 13`);
    expect(await does(`return studio.querySelectorAll('.pairs .fail').length;`)).toBe(0);
  });
});

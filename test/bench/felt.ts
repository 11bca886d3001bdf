import type { Page } from 'playwright';
import { SESSION_SCOPES } from '../../src/contract/credentials.ts';
import { TEST_SECRET_KEY } from '../support/real-server.ts';
import { elementPages, launchBrowser } from './element-page.ts';
import { type Figure, median, percentile } from './measure.ts';

const FRAME_MS = 1000 / 60;

/**
 * What a person feels, with everything in the browser's cache: how soon the picture stands once the state is known, how
 * soon the shop's shelf, how soon an item is tried on; and how many frames are missing while an egg hatches.
 */
export async function benchFelt(rounds: number): Promise<Figure[]> {
  const pages = await elementPages();
  const browser = await launchBrowser();
  const call = caller(pages.server.url);
  const elementOf = (token: string) => pages.page(`<hatched-buddy session-token="${token}"></hatched-buddy>`);
  const shown: number[] = [];
  const opened: number[] = [];
  const triedOn: number[] = [];
  const dropped: number[] = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const address = elementOf(await sessionOf(call, await hatched(call)));
  // The first fills the caches.
  for (let round = 0; round <= rounds; round++) {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    const picture = await page.evaluate(stateToPicture);
    const shelf = await shopOpened(page);
    const outfits = await itemsTriedOn(page);
    if (round > 0) {
      shown.push(picture);
      opened.push(shelf);
      triedOn.push(...outfits);
    }
    await page.close();
  }
  for (let round = 0; round <= rounds; round++) {
    const page = await context.newPage();
    await page.goto(elementOf(await sessionOf(call, await egg(call))));
    const missing = await framesDropped(page);
    if (round > 0) dropped.push(missing);
    await page.close();
  }
  await browser.close();
  await pages.stop();
  const figure = (what: string, value: number, unit: 'ms' | '%', limit: number, detail: string): Figure => ({
    what,
    value,
    unit,
    limit,
    holds: 'at most',
    detail,
  });
  const spread = (values: number[]) =>
    `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)} in ${values.length} rounds`;
  return [
    figure('state to picture shown, warm', median(shown), 'ms', 250, spread(shown)),
    figure('the shop opened, its shelf full, warm', median(opened), 'ms', 300, spread(opened)),
    figure(
      'an item tried on, p95, warm',
      percentile(triedOn, 0.95),
      'ms',
      100,
      `median ${median(triedOn).toFixed(0)} ms of ${triedOn.length}`,
    ),
    figure('frames dropped while an egg hatches', median(dropped), '%', 10, spread(dropped)),
  ];
}

type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

function caller(url: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${TEST_SECRET_KEY}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
}

let users = 0;

/** A user whose egg is ready. */
async function egg(call: Call): Promise<string> {
  const user_id = `felt-${++users}`;
  const { egg_id } = await call('POST', '/eggs', { user_id });
  await call('PATCH', `/eggs/${String(egg_id)}`, { status: 'ready' });
  return user_id;
}

/** A user with a buddy. */
async function hatched(call: Call): Promise<string> {
  const user_id = `felt-${++users}`;
  const { egg_id } = await call('POST', '/eggs', { user_id });
  await call('PATCH', `/eggs/${String(egg_id)}`, { status: 'ready' });
  const { operation_id } = await call('POST', `/eggs/${String(egg_id)}/hatch`);
  await call('GET', `/operations/${String(operation_id)}?wait_ms=30000`);
  return user_id;
}

async function sessionOf(call: Call, user_id: string): Promise<string> {
  const { token } = await call('POST', '/widget-sessions', { user_id, scopes: SESSION_SCOPES });
  return String(token);
}

/** Runs in the page: milliseconds from the last byte of the state to the frame that shows the picture. */
async function stateToPicture(): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (;;) {
    await frame();
    const root = document.querySelector('hatched-buddy')?.shadowRoot;
    const images = root?.querySelectorAll<HTMLImageElement>('img:is(.scene, [part=image])');
    if (images?.length && [...images].every((image) => image.complete)) break;
  }
  await frame();
  const now = performance.now();
  const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return now - answers.find(({ name }) => name.includes('/widget/state'))!.responseEnd;
}

/** From a press on the shop's button to the frame that shows its items. */
async function shopOpened(page: Page): Promise<number> {
  const button = page.locator('hatched-buddy [part=market-button]');
  await button.evaluate((element) => {
    const press = new Promise<number>((resolve) =>
      element.addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { once: true }),
    );
    Object.assign(globalThis, { press });
  });
  await button.click();
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const { press } = globalThis as unknown as { press: Promise<number> };
    const root = document.querySelector('hatched-buddy')!.shadowRoot!;
    while (!root.querySelector('hatched-market')?.shadowRoot?.querySelector('[part=item]')) await frame();
    await frame();
    return performance.now() - (await press);
  });
}

/** From a press on an item to the frame that shows the buddy in it; each item of the shelf in turn. */
function itemsTriedOn(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const market = document.querySelector('hatched-buddy')!.shadowRoot!.querySelector('hatched-market')!.shadowRoot!;
    const layers = () => [...market.querySelectorAll<HTMLImageElement>('.fitting img')];
    const shown = () =>
      layers()
        .map(({ src }) => src)
        .join();
    const took: number[] = [];
    for (const item of market.querySelectorAll<HTMLElement>('[part=item] button')) {
      const before = shown();
      const pressed = performance.now();
      item.click();
      while (shown() === before || !layers().every((image) => image.complete)) {
        await frame();
        if (performance.now() - pressed > 5_000) throw new Error(`${item.id} is not tried on.`);
      }
      await frame();
      took.push(performance.now() - pressed);
    }
    return took;
  });
}

/** Of those between the press and the newcomer's name, in per cent. */
async function framesDropped(page: Page): Promise<number> {
  const hatch = page.locator('hatched-egg button.strong');
  await hatch.waitFor();
  const counted = page.evaluate(async (usual) => {
    const egg = document.querySelector('hatched-buddy')!.shadowRoot!.querySelector('hatched-egg')!.shadowRoot!;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    while (!egg.querySelector('.opening')) await frame();
    let last = await frame();
    let shown = 0;
    let missing = 0;
    while (egg.querySelector('.opening')) {
      const now = await frame();
      shown++;
      missing += Math.max(0, Math.round((now - last) / usual) - 1);
      last = now;
    }
    return (missing / (shown + missing)) * 100;
  }, FRAME_MS);
  await hatch.click();
  return counted;
}

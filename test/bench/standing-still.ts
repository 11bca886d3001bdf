import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { elementPages, launchBrowser } from './element-page.ts';
import type { Figure } from './measure.ts';

const MINUTE_MS = 60_000;

interface Situation {
  body: string;
  options?: BrowserContextOptions;
  isHidden?: true;
}

const AWAY = '<div style="block-size: 3000px"></div>';

const SITUATIONS = {
  empty: { body: '<p>Nothing.</p>' },
  'in view': { body: '{element}' },
  'under reduced motion': { body: '{element}', options: { reducedMotion: 'reduce' } },
  'out of view': { body: `{element}${AWAY}` },
  hidden: { body: '{element}', isHidden: true },
} satisfies Record<string, Situation>;

/**
 * What an element costs that nothing happens to: the processor time of all of the browser's processes, which draws in
 * software, in the minute after its picture stands, over that of an empty page. Each situation has a browser of its own;
 * they run side by side, as other load does not count. (A browser without a screen hides no page, so the hidden one is told
 * that it is; what a real one saves by giving it no frames comes on top.)
 */
export async function benchStandingStill(): Promise<Figure[]> {
  const pages = await elementPages();
  const costs = await Promise.all(
    Object.entries(SITUATIONS).map(async ([name, situation]) => [name, await costOf(situation, pages.page)] as const),
  );
  await pages.stop();
  const cost = Object.fromEntries(costs) as Record<keyof typeof SITUATIONS, number>;
  return (['in view', 'under reduced motion', 'out of view', 'hidden'] as const).map((name) => ({
    what: `standing still ${name}, over an empty page`,
    value: cost[name] - cost.empty,
    unit: 'ms/s',
    limit: name === 'in view' ? 40 : 5,
    holds: 'at most',
    detail: `${cost[name].toFixed(1)} ms a second against ${cost.empty.toFixed(1)}`,
  }));
}

/** Milliseconds of processor time a second. */
async function costOf({ body, options, isHidden }: Situation, address: (body: string) => string): Promise<number> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, ...options });
  await page.goto(address(body));
  if (body.includes('{element}')) await stands(page);
  if (body.includes(AWAY)) await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  if (isHidden) await page.evaluate(hide);
  const before = await workedFor(browser);
  const began = performance.now();
  await pause(MINUTE_MS);
  const worked = (await workedFor(browser)) - before;
  const took = performance.now() - began;
  await browser.close();
  return (worked / took) * 1000;
}

/** The picture is on show, and everything else. */
async function stands(page: Page): Promise<void> {
  await page.locator('hatched-buddy [part~=badge]').first().waitFor();
  await page.locator('hatched-buddy [part=image]').evaluate((image: HTMLImageElement) => image.decode());
}

/** Milliseconds of processor time that all processes of a browser have had. */
async function workedFor(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
}

/** Runs in the page. */
function hide(): void {
  Object.defineProperty(document, 'hidden', { get: () => true });
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

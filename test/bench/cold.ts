import type { Page } from 'playwright';
import { elementPages, launchBrowser } from './element-page.ts';
import { type Figure, median } from './measure.ts';

/** 1.6 Mbit/s. */
const BYTES_A_SECOND = 1_600_000 / 8;
const ROUND_TRIP_MS = 150;
const SLOWER = 4;

/**
 * Nothing in the cache, a slow line and a slow processor: from the beginning of the navigation until the picture is on
 * show, and from a press on the shop's button until the element answers.
 */
export async function benchCold(rounds: number): Promise<Figure[]> {
  const pages = await elementPages();
  const address = pages.page('{element}');
  const browser = await launchBrowser();
  const shown: number[] = [];
  const answered: number[] = [];
  // The first warms the server.
  for (let round = 0; round <= rounds; round++) {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: ROUND_TRIP_MS,
      downloadThroughput: BYTES_A_SECOND,
      uploadThroughput: BYTES_A_SECOND,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(address, { waitUntil: 'commit' });
    const picture = await page.evaluate(pictureShown);
    const press = await pressAnswered(page);
    if (round > 0) {
      shown.push(picture);
      answered.push(press);
    }
    await page.close();
  }
  await browser.close();
  await pages.stop();
  const line = `1.6 Mbit/s, ${ROUND_TRIP_MS} ms round trips, processor slowed ${SLOWER} ×`;
  const spread = (values: number[]) =>
    `${line}; ${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)} ms`;
  return [
    {
      what: 'picture shown, cold',
      value: median(shown) / 1000,
      unit: 's',
      limit: 1.3,
      holds: 'at most',
      detail: spread(shown),
    },
    {
      what: 'a press on the shop answered, cold',
      value: median(answered),
      unit: 'ms',
      limit: 200,
      holds: 'at most',
      detail: spread(answered),
    },
  ];
}

/** Runs in the page: milliseconds since the navigation began. */
async function pictureShown(): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (;;) {
    await frame();
    const images = document
      .querySelector('hatched-buddy')
      ?.shadowRoot?.querySelectorAll('img:is(.scene, [part=image])');
    if (images?.length && [...images].every((image) => (image as HTMLImageElement).complete)) break;
  }
  await frame();
  return performance.now();
}

/** From the event's own time to the frame after the first change that a person sees. */
async function pressAnswered(page: Page): Promise<number> {
  const button = page.locator('hatched-buddy [part=market-button]');
  await button.evaluate((element) => {
    const root = element.getRootNode() as ShadowRoot;
    const answer = new Promise<number>((resolve) => {
      element.addEventListener(
        'click',
        ({ timeStamp }) => {
          const look = () => {
            const isBusy = element.getAttribute('aria-busy') === 'true';
            if (isBusy || root.querySelector('hatched-market')) resolve(performance.now() - timeStamp);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        },
        { once: true },
      );
    });
    Object.assign(globalThis, { answer });
  });
  await button.click();
  return page.evaluate(() => (globalThis as unknown as { answer: Promise<number> }).answer);
}

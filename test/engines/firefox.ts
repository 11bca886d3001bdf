import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import type { Driver } from './driver.ts';
import { programOf } from '../support/programs.ts';

/** Firefox over WebDriver BiDi, which it speaks by itself. */
export async function firefox(): Promise<Driver> {
  const home = await mkdtemp(join(tmpdir(), 'hatched-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await programOf('Firefox', ['firefox-esr', 'firefox'], ['firefox-esr']),
    env: { ...process.env, HOME: home },
    protocolTimeout: 120_000,
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  return {
    name: `Firefox ${await browser.version()}`,
    open: async (url) => void (await page.goto(url)),
    run: <T>(body: string) => page.evaluate(`(async () => { ${body} })()`) as Promise<T>,
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

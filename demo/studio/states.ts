import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright';
import { rolldown } from 'rolldown';
import { CHROME_ARGS, findChrome } from '../../test/support/chrome.ts';

/**
 * `npm run screenshots:states`: the element in every state, size and look on one sheet, `docs/states.png`. With `--all=DIR`
 * a picture of each state and look goes to that folder instead, in full size, to be looked at; `--state`, `--look`,
 * `--lang`, `--dir`, `--width` and `--css` choose and change what is on it.
 */
const SHEET = fileURLToPath(new URL('../../docs/states.png', import.meta.url));
const PAGE = fileURLToPath(new URL('states/page.ts', import.meta.url));
/** One picture is this part of the real size, so that the sheet stays one that can be opened. */
const SCALE = 0.25;
const SIZES = { xs: 96, sm: 380, md: 380, lg: 760, full: 1168 };
const LOOKS = ['light', 'dark', 'candy', 'paper', 'brutal', 'midnight'];

const { values } = parseArgs({
  options: {
    all: { type: 'string' },
    state: { type: 'string', multiple: true },
    look: { type: 'string', multiple: true },
    lang: { type: 'string', default: 'en' },
    dir: { type: 'string', default: 'ltr' },
    css: { type: 'string', default: '' },
    width: { type: 'string' },
    forced: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
  },
});

/** Runs in the page. */
declare const show: (place: Element, name: string, attributes: Record<string, string>) => Promise<Element>;
declare const CASES: Record<string, unknown>;

interface Wanted {
  states: string[] | undefined;
  looks: string[];
  sizes: Record<string, number>;
}

const bundle = await rolldown({
  input: PAGE,
  platform: 'browser',
  resolve: { conditionNames: ['production', 'browser', 'import', 'default'] },
  transform: { define: { 'process.env.NODE_ENV': '"production"', 'import.meta': '{"url":"https://states.test/"}' } },
});
const { output } = await bundle.generate({ format: 'iife', name: 'states', codeSplitting: false });
await bundle.close();

const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
try {
  if (values.all) await every(browser, values.all);
  else {
    await writeFile(SHEET, await sheet(browser));
    // A third of the weight, where ImageMagick is at hand.
    spawnSync('convert', [SHEET, '+dither', '-colors', '220', `PNG8:${SHEET}`]);
  }
} finally {
  await browser.close();
}

async function sheet(browser: Browser): Promise<Buffer> {
  const page = await open(browser, SCALE);
  await fill(page, { states: undefined, looks: LOOKS, sizes: SIZES });
  return page.screenshot({ fullPage: true });
}

async function every(browser: Browser, folder: string): Promise<void> {
  const sizes = values.width ? { md: Number(values.width) } : SIZES;
  for (const look of values.look ?? LOOKS) {
    const page = await open(browser, 1);
    await fill(page, { states: values.state, looks: [look], sizes });
    for (const row of await page.locator('.row').all()) {
      await row.screenshot({ path: join(folder, `${look}-${await row.locator('.name').textContent()}.png`) });
    }
    await page.close();
  }
}

async function open(browser: Browser, deviceScaleFactor: number): Promise<Page> {
  const page = await browser.newPage({
    deviceScaleFactor,
    reducedMotion: 'reduce',
    viewport: { width: 800, height: 800 },
    forcedColors: values.forced ? 'active' : 'none',
    colorScheme: values.dark ? 'dark' : 'light',
  });
  await page.setContent(
    `<!doctype html><html lang="${values.lang}" dir="${values.dir}"><meta charset="utf-8"><style>
      body { margin: 0; padding: 24px; inline-size: max-content; background: #eceef2; font: 600 30px system-ui; color: #222; }
      .row { display: flex; gap: 48px; margin-block-end: 48px; }
      .cell { display: grid; grid-auto-flow: column; gap: 24px; align-content: start; align-items: start; padding: 24px; border-radius: 24px; }
      .cell.dark, .cell.midnight { background: #121317; color-scheme: dark; }
      .column { display: grid; gap: 24px; align-content: start; }
      .name { inline-size: 200px; overflow-wrap: break-word; }
      ${values.css}
    </style>`,
  );
  await page.addScriptTag({ content: output[0].code });
  return page;
}

async function fill(page: Page, wanted: Wanted): Promise<void> {
  const width = await page.evaluate(async ({ states, looks, sizes }) => {
    const make = (parent: Element, className: string) => {
      const made = document.createElement('div');
      made.className = className;
      parent.append(made);
      return made;
    };
    for (const name of states ?? Object.keys(CASES)) {
      const row = make(document.body, 'row');
      make(row, 'name').textContent = name;
      for (const look of looks) {
        const cell = make(row, `cell ${look}`);
        const themed: Record<string, string> = /light|dark/.test(look) ? { theme: look } : { look };
        // The small ones stand above each other.
        const small = make(cell, 'column');
        for (const [size, width] of Object.entries(sizes)) {
          const place = make(width > 380 ? make(cell, 'column') : small, 'place');
          place.style.inlineSize = `${width}px`;
          await show(place, name, { size, ...themed });
        }
      }
    }
    return document.body.offsetWidth;
  }, wanted);
  await page.setViewportSize({ width, height: 800 });
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll('hatched-buddy')];
    const images = elements.flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('img')]);
    return images.every((image) => image.complete);
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

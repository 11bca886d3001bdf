import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium } from 'playwright';
import { build } from 'vite';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { STATE } from './first-render/state.ts';
import { type Figure, median } from './measure.ts';

const SLOWDOWN = 4;
const RENDERS_A_ROUND = 9;
const PAGE = 'http://bench.test/';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * From the script's first byte to the first frame with content, code already on the page, on a processor slowed down four
 * times: the widget with its whole state, against the bare floor.
 */
export async function benchFirstRender(rounds: number): Promise<Figure[]> {
  const scripts = {
    widget: await readFile(here('../../dist/widget/hatched-buddy.iife.js'), 'utf8'),
    floor: await buildFloor(),
  };
  const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
  const milliseconds = { widget: [] as number[], floor: [] as number[] };
  for (let render = 0; render < rounds * RENDERS_A_ROUND; render++) {
    milliseconds.floor.push(await firstRender(browser, scripts.floor, 'floor-host'));
    milliseconds.widget.push(await firstRender(browser, scripts.widget, 'hatched-buddy'));
  }
  await browser.close();
  const [widget, floor] = [median(milliseconds.widget), median(milliseconds.floor)];
  return [
    {
      what: 'first render, against two Lit elements, a context and a store',
      value: widget / floor,
      unit: '×',
      limit: 2,
      holds: 'at most',
      detail: `${widget.toFixed(0)} ms against ${floor.toFixed(0)} ms at ${SLOWDOWN}× slowdown`,
    },
  ];
}

async function buildFloor(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: here('./first-render/floor.ts'), formats: ['iife'], name: 'Floor' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const code = bundle?.output.find((file) => file.type === 'chunk')?.code;
  if (!code) throw new Error('Vite built no floor.');
  return code;
}

async function firstRender(browser: Browser, script: string, tag: string): Promise<number> {
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === `${PAGE}script.js`
      ? route.fulfill({ contentType: 'text/javascript', body: `window.began = performance.now();${script}` })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' }),
  );
  await page.goto(PAGE);
  const devtools: CDPSession = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const elapsed = await page.evaluate(measureInPage, { tag, state: STATE });
  await page.close();
  return elapsed;
}

/** Runs in the page. The state is answered at once: the network is not what is measured. */
async function measureInPage({ tag, state }: { tag: string; state: unknown }): Promise<number> {
  window.fetch = (url) =>
    String(url).includes('/widget/state')
      ? Promise.resolve(new Response(JSON.stringify(state), { headers: { 'content-type': 'application/json' } }))
      : new Promise(() => undefined);
  const element = document.createElement(tag);
  element.setAttribute('session-token', 'a.b.c');
  element.setAttribute('live', 'off');
  const loaded = new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: '/script.js', onload: resolve, onerror: reject });
    document.head.append(script);
  });
  const ready =
    tag === 'hatched-buddy' ? new Promise((resolve) => element.addEventListener('hatched-ready', resolve)) : null;
  document.body.append(element);
  await loaded;
  await ready;
  await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - (window as Window & { began?: number }).began!;
}

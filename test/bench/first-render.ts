import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium } from 'playwright';
import { build } from 'vite';
import { CHROME_ARGS, findChrome } from '../support/chrome.ts';
import { STATE } from './first-render/state.ts';
import { type Figure, median } from './measure.ts';

const RENDERS_A_ROUND = 9;
const PAGE = 'http://bench.test/';
const TOKEN = `e30.${Buffer.from(JSON.stringify({ sub: STATE.buddy.buddy_id, iat: 1, exp: 2 ** 40 })).toString('base64url')}.c2ln`;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Contender {
  script: string;
  tag: string;
  /** Whether the server's answer belongs to it. */
  answered: boolean;
}

/**
 * What the page's main thread works from the script's arrival to the first frame after it, against the bare floor. First
 * the element's own first frame (the skeleton: from here on nothing moves), then the frame with a whole state in it.
 */
export async function benchFirstRender(rounds: number): Promise<Figure[]> {
  const script = await coreChunk();
  const contenders: Record<'floor' | 'first' | 'full', Contender> = {
    floor: { script: await buildFloor(), tag: 'floor-host', answered: false },
    first: { script, tag: 'hatched-buddy', answered: false },
    full: { script, tag: 'hatched-buddy', answered: true },
  };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  const milliseconds = { floor: [] as number[], first: [] as number[], full: [] as number[] };
  const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
  for (let render = 0; render < rounds * RENDERS_A_ROUND; render++) {
    for (const name of names) milliseconds[name].push(await firstRender(browser, contenders[name]));
  }
  await browser.close();
  const floor = median(milliseconds.floor);
  const figure = (what: string, name: 'first' | 'full', limit: number): Figure => {
    const value = median(milliseconds[name]);
    return {
      what: `${what}, against two Lit elements, a context and a store`,
      value: value / floor,
      unit: '×',
      limit,
      holds: 'at most',
      detail: `${value.toFixed(1)} ms of the main thread against ${floor.toFixed(1)} ms`,
    };
  };
  return [figure('first render', 'first', 2), figure('first render of a whole state', 'full', 4.5)];
}

/** What the loader fetches. */
async function coreChunk(): Promise<string> {
  const folder = here('../../dist/widget/hatched-buddy');
  const [name] = await Array.fromAsync(glob('core-*.js', { cwd: folder }));
  if (!name) throw new Error('There is no build to measure: run `npm run build`.');
  return readFile(join(folder, name), 'utf8');
}

async function buildFloor(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: here('./first-render/floor.ts'), formats: ['es'] },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const code = bundle?.output.find((file) => file.type === 'chunk')?.code;
  if (!code) throw new Error('Vite built no floor.');
  return code;
}

async function firstRender(browser: Browser, { script, tag, answered }: Contender): Promise<number> {
  const page = await browser.newPage();
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === `${PAGE}core.js`) return route.fulfill({ contentType: 'text/javascript', body: script });
    // Later chunks come later.
    if (url.endsWith('.js')) return new Promise(() => undefined);
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' });
  });
  await page.goto(PAGE);
  await page.evaluate(prepare, { tag, token: TOKEN, state: answered ? STATE : null });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workedFor(devtools);
  await page.evaluate(render, { tag, answered });
  const worked = (await workedFor(devtools)) - before;
  await page.close();
  return worked;
}

/** Milliseconds of processor time that the page's main thread has had for tasks: other load does not count. */
async function workedFor(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')!.value * 1000;
}

/** Runs in the page. The state is answered at once: the network is not what is measured. */
function prepare({ tag, token, state }: { tag: string; token: string; state: unknown }): void {
  window.fetch = (url) =>
    state && String(url).includes('/widget/state')
      ? Promise.resolve(new Response(JSON.stringify(state), { headers: { 'content-type': 'application/json' } }))
      : new Promise(() => undefined);
  const element = document.createElement(tag);
  element.setAttribute('session-token', token);
  element.setAttribute('live', 'off');
  document.body.append(element);
}

/** Runs in the page. */
async function render({ tag, answered }: { tag: string; answered: boolean }): Promise<void> {
  const ready = new Promise((resolve) => document.querySelector(tag)!.addEventListener('hatched-ready', resolve));
  await new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', src: '/core.js', onload: resolve, onerror: reject });
    document.head.append(script);
  });
  if (answered) await ready;
  await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

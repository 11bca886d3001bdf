import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { bundle, SDK, SDK_WEBHOOKS } from '../support/bundle-sdk.ts';
import { type Figure, holds, table } from './measure.ts';

/** `npm run size`: what a page loads, after brotli, against the budgets of docs/decisions.md. Fails where one is over. */
const WIDGET = fileURLToPath(new URL('../../dist/widget', import.meta.url));
/** Only development builds of Lit hold these. */
const DEVELOPMENT = /Lit is in dev mode|Multiple versions of Lit/;

const read = (name: string) => readFile(join(WIDGET, name), 'utf8');
const kilobytes = (text: string) => brotliCompressSync(text).length / 1000;

/** A chunk and what it imports at once; what it imports later does not count. */
async function withImports(entry: string, seen = new Set<string>()): Promise<number> {
  if (seen.has(entry)) return 0;
  seen.add(entry);
  const code = await read(entry);
  let sum = kilobytes(code);
  for (const [, path] of code.matchAll(/(?:^|[;}\s])(?:import|export)[^;'"()]*?["'](\.[^"']+)["']/g)) {
    sum += await withImports(join(dirname(entry), path!), seen);
  }
  return sum;
}

const chunks = await Array.fromAsync(glob('hatched-buddy/*.js', { cwd: WIDGET }));
const core = chunks.find((name) => /\/core-/.test(name));
const later = chunks.find((name) => /\/later-/.test(name));
if (!core || !later) throw new Error('There is no build to weigh: run `npm run build`.');
for (const name of [...chunks, 'hatched-buddy.iife.js']) {
  if (DEVELOPMENT.test(await read(name))) throw new Error(`${name} holds a development build of Lit.`);
}

const figure = (what: string, value: number, limit: number, detail: string): Figure => ({
  what,
  value,
  unit: 'kB',
  limit,
  holds: 'at most',
  detail,
});
const seen = new Set<string>();
const first = await withImports(core, seen);
const figures = [
  figure('loader', kilobytes(await read('hatched-buddy.js')), 1, 'hatched-buddy.js'),
  figure('first view', first, 17.7, 'the core chunk and what it imports at once'),
  figure('without a click', first + (await withImports(later, seen)), 28.3, 'and the chunk of what comes after it'),
  figure('everything', kilobytes(await read('hatched-buddy.iife.js')), 46.2, 'hatched-buddy.iife.js'),
  figure('SDK client', kilobytes(await bundle(SDK, { minify: true })), 10, 'hatched-buddy/sdk and what it imports'),
  figure(
    'SDK webhooks',
    kilobytes(await bundle(SDK_WEBHOOKS, { minify: true })),
    6,
    'hatched-buddy/sdk/webhooks alone',
  ),
];
console.log(table(figures));
process.exitCode = figures.every(holds) ? 0 : 1;

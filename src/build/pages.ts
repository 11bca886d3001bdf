import { copyFile, glob, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compress, writeIntegrity } from './finish.ts';
import { CHUNKS, inHome, WIDGET_OUT } from './paths.ts';
import type { Product } from './stale.ts';

/** What pages load: `dist/widget`. */
export const pages: Product = {
  name: 'pages',
  sources: ['vite.config.ts', 'src/{art,build,contract,engine,playground,widget}/**/*'],
  async build() {
    await rm(WIDGET_OUT, { recursive: true, force: true });
    const { build } = await import('vite');
    const { chunks, everything, loader } = await import('./bundles.ts');
    await build(chunks);
    await Promise.all([build(loader(await chunk('core'))), build(everything(await languages(), await chunk('demo')))]);
    await copyFile(inHome('src/widget/styles.css'), join(WIDGET_OUT, 'hatched-buddy.css'));
    await writeIntegrity(WIDGET_OUT);
    await compress(WIDGET_OUT);
  },
};

/** The path of a chunk, whose name holds a hash: other files have to refer to it. */
async function chunk(name: string): Promise<string> {
  const files = await Array.fromAsync(glob(`${CHUNKS}/${name}-*.js`, { cwd: WIDGET_OUT }));
  if (files.length !== 1) throw new Error(`There should be one ${name} chunk in ${WIDGET_OUT}, not ${files.length}.`);
  return files[0]!;
}

/** By language: the hash in its chunk's name, `hatched-buddy/de-<hash>.js`. */
async function languages(): Promise<Record<string, string>> {
  const files = await Array.fromAsync(glob(`${CHUNKS}/??-*.js`, { cwd: WIDGET_OUT }));
  return Object.fromEntries(files.map((path) => [basename(path).slice(0, 2), basename(path, '.js').slice(3)]));
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { compress, writeIntegrity } from './finish.ts';
import { HOME, inHome, NPM_OUT, WIDGET_OUT } from './paths.ts';

/**
 * Builds what pages load (`dist/widget`) and what npm ships of the element (`dist/npm`). `--stale`: only where a source
 * has changed since the last time.
 */
const SOURCES = ['src/{build,contract,widget}/**/*', 'package.json', 'package-lock.json'];
const STAMP = inHome('dist/.built');
const STYLES = inHome('src/widget/styles.css');

export async function buildStale(): Promise<void> {
  const wanted = await fingerprint();
  const built = await readFile(STAMP, 'utf8').catch(() => null);
  if (built !== wanted) await buildAll();
}

export async function buildAll(): Promise<void> {
  const wanted = await fingerprint();
  await rm(join(HOME, 'dist'), { recursive: true, force: true });
  const { build } = await import('vite');
  const { chunks, everything, loader, npm } = await import('./bundles.ts');
  await Promise.all([build(chunks), build(npm), declarations(NPM_OUT)]);
  await Promise.all([build(loader(await coreOf(WIDGET_OUT))), build(everything(await languagesOf(WIDGET_OUT)))]);
  await copyFile(STYLES, join(WIDGET_OUT, 'hatched-buddy.css'));
  await copyFile(STYLES, join(NPM_OUT, 'styles.css'));
  await writeIntegrity(WIDGET_OUT);
  await compress(WIDGET_OUT);
  await writeFile(STAMP, wanted);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const pattern of SOURCES) {
    const files = await Array.fromAsync(glob(pattern, { cwd: HOME, withFileTypes: true }));
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) hash.update(`${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}

/** The loader has to know the address of the core, which holds a hash. */
async function coreOf(folder: string): Promise<string> {
  const files = await Array.fromAsync(glob('hatched-buddy/core-*.js', { cwd: folder }));
  if (files.length !== 1) throw new Error(`There should be one core chunk in ${folder}, not ${files.length}.`);
  return files[0]!;
}

/** `{de: 'hatched-buddy/de-….js'}` */
async function languagesOf(folder: string): Promise<Record<string, string>> {
  const files = await Array.fromAsync(glob('hatched-buddy/??-*.js', { cwd: folder }));
  return Object.fromEntries(files.map((path) => [basename(path).slice(0, 2), path]));
}

async function declarations(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tsc = join(HOME, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', join(HOME, 'tsconfig.npm.json')]);
}

if (import.meta.main) await (process.argv.includes('--stale') ? buildStale() : buildAll());

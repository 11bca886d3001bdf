import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Parts } from '../context.ts';
import { HOME, VERSION } from '../version.ts';
import type { ReleasedFiles } from './queries.ts';

/** What the build has made for pages. */
export const WIDGET = fileURLToPath(new URL('dist/widget', HOME));

/** A page that was opened before an update may stand open for days, and a page that names a version for months. */
const KEPT_MS = 90 * 24 * 3600_000;

/** The files of this release, by the path that they are kept under; none where the widget has not been built. */
export async function releaseOnDisk(folder = WIDGET, version = VERSION): Promise<ReleasedFiles> {
  const files = new Map<string, string>();
  for await (const name of glob('**/*.{js,css,json}', { cwd: folder })) {
    const path = pathOf(name.replaceAll('\\', '/'), version);
    files.set(path, await readFile(join(folder, name), 'utf8'));
  }
  return files;
}

/**
 * Keeps the files of this release in the database, so that pages that were opened before the next update find them, in
 * every process; those of earlier releases are removed when their time is over.
 */
export async function keepRelease(
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  files: ReleasedFiles,
): Promise<void> {
  if (files.size > 0) await store.releases.keep(files, clock() + KEPT_MS);
}

/** What an earlier release served there: a chunk beside the loader or under a version, or another file under a version. */
export async function releasedFile(store: Parts['store']['releases'], url: string): Promise<string | null> {
  const [, version, name] = /^\/(?:v\/([\w.+-]+)\/)?(hatched-buddy\/[\w.-]+|[\w.-]+)$/.exec(url) ?? [];
  if (!name || (!version && !isChunk(name))) return null;
  return (await store.get(pathOf(name, version ?? '')))?.content ?? null;
}

/** A chunk has a hash in its name, and is the same under each version. */
const isChunk = (name: string): boolean => name.includes('/');
const pathOf = (name: string, version: string): string => (isChunk(name) ? name : `v/${version}/${name}`);

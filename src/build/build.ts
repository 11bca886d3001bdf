import { rm } from 'node:fs/promises';
import { documents } from './documents.ts';
import { packages } from './packages/packages.ts';
import { pages } from './pages.ts';
import { inHome } from './paths.ts';
import { studio } from './studio.ts';
import { make, makeStale } from './stale.ts';

/**
 * `npm run build` builds what pages load, the documents that the server shows, the studio and the two packages. This builds
 * what is stale of the first three; the packages are only built where they are needed.
 */
export async function buildStale(): Promise<void> {
  await makeStale(pages);
  await makeStale(documents);
  await makeStale(studio);
}

export async function buildStalePackages(): Promise<void> {
  await buildStale();
  await makeStale(packages);
}

if (import.meta.main) {
  await rm(inHome('dist'), { recursive: true, force: true });
  await make(pages);
  await make(documents);
  await make(studio);
  await make(packages);
}

import { rm } from 'node:fs/promises';
import { documents } from './documents.ts';
import { packages } from './packages/packages.ts';
import { pages } from './pages.ts';
import { inHome } from './paths.ts';
import { studio } from './studio.ts';
import { make, makeStale } from './stale.ts';

/**
 * `npm run build`: what pages load, what the server shows of the documents, and the two packages. `npm start` and the
 * tests build what is stale of the first two; the packages wait for those who want them.
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

import { rm } from 'node:fs/promises';
import { packages } from './packages/packages.ts';
import { pages } from './pages.ts';
import { inHome } from './paths.ts';
import { make, makeStale } from './stale.ts';

/**
 * `npm run build`: what pages load, and the two packages. `npm start` and the tests build what is stale of the pages;
 * the packages wait for those who want them.
 */
export const buildStale = (): Promise<void> => makeStale(pages);

export async function buildStalePackages(): Promise<void> {
  await makeStale(pages);
  await makeStale(packages);
}

if (import.meta.main) {
  await rm(inHome('dist'), { recursive: true, force: true });
  await make(pages);
  await make(packages);
}

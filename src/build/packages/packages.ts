import { rm } from 'node:fs/promises';
import { documents } from '../documents.ts';
import { pages } from '../pages.ts';
import { inHome } from '../paths.ts';
import type { Product } from '../stale.ts';
import { studio } from '../studio.ts';

/** `dist/packages/*`: what is published, each folder ready for `npm publish`. Wants the pages to be built. */
export const packages: Product = {
  name: 'packages',
  // The packages copy the other products: their sources count, too.
  sources: [
    ...new Set([...pages.sources, ...documents.sources, ...studio.sources]),
    ...['src/**/*', 'public/**/*', 'tsconfig*.json', 'LICENSE'],
  ],
  async build() {
    await rm(inHome('dist/packages'), { recursive: true, force: true });
    // The compiler takes a while to load: `npm start` has no use for it.
    const [{ buildElementPackage }, { buildServerPackage }] = await Promise.all([
      import('./element.ts'),
      import('./server.ts'),
    ]);
    await buildElementPackage();
    await buildServerPackage();
  },
};

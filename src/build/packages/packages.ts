import { rm } from 'node:fs/promises';
import { inHome } from '../paths.ts';
import type { Product } from '../stale.ts';

/** `dist/packages/*`: what is published, each folder ready for `npm publish`. Wants the pages to be built. */
export const packages: Product = {
  name: 'packages',
  sources: ['src/**/*', 'public/**/*', 'tsconfig*.json', 'docs/*.md', 'LICENSE'],
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

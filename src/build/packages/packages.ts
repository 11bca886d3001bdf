import { rm } from 'node:fs/promises';
import { inHome } from '../paths.ts';
import type { Product } from '../stale.ts';
import { buildElementPackage } from './element.ts';
import { buildServerPackage } from './server.ts';

/** `dist/packages/*`: what is published, each folder ready for `npm publish`. Wants the pages to be built. */
export const packages: Product = {
  name: 'packages',
  sources: ['src/**/*', 'public/**/*', 'tsconfig*.json', 'README.md', 'LICENSE'],
  async build() {
    await rm(inHome('dist/packages'), { recursive: true, force: true });
    await buildElementPackage();
    await buildServerPackage();
  },
};

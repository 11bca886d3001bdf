import { buildStalePackages } from '../../src/build/build.ts';

/** Once, before the files that look at the packages, which may run at the same time. */
export const setup = (): Promise<void> => buildStalePackages();

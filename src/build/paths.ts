import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url));
export const inHome = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What pages load through a script tag. The server serves the folder. */
export const WIDGET_OUT = inHome('dist/widget');
/** Folder of the hashed chunks beside the loader. */
export const CHUNKS = 'hatched-buddy';

/** The studio as static files. */
export const STUDIO_OUT = inHome('dist/studio');

/** The element, and the SDK. */
export const ELEMENT_PACKAGE = inHome('dist/packages/hatched-buddy');
export const SERVER_PACKAGE = inHome('dist/packages/hatched-buddy-server');

/** The repository's package.json. */
export const ROOT = JSON.parse(readFileSync(inHome('package.json'), 'utf8')) as {
  version: string;
  description: string;
  license: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

import { fileURLToPath } from 'node:url';

/** The checkout. */
export const HOME = fileURLToPath(new URL('../..', import.meta.url));
export const inHome = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What pages load through a script tag; the server serves it as it is. */
export const WIDGET_OUT = inHome('dist/widget');
/** What `npm install` brings: ES modules that leave lit and nanostores to the page's own bundler. */
export const NPM_OUT = inHome('dist/npm');
/** Folder of the hashed chunks beside the loader. */
export const CHUNKS = 'hatched-buddy';

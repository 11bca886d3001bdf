import { readFileSync } from 'node:fs';

/** Where package.json, `dist/` and `demo/` are. */
export const HOME = new URL('../../', import.meta.url);

export const VERSION = (JSON.parse(readFileSync(new URL('package.json', HOME), 'utf8')) as { version: string }).version;

import { lazy } from '../lazy.ts';
import { loadPlayground } from '../playground.ts';

/** No server is ever asked for it; each page has one of its own, so that no two share what they know. */
const HOST = `https://${Math.random().toString(36).slice(2)}.demo.invalid/`;

/** Where the element's calls go that lives without a server. */
export const demoBase = (name: string): string => HOST + encodeURIComponent(name);

/** What answers calls to that address. */
export async function playgroundFetch(
  base: string,
): Promise<(address: string, init: RequestInit) => Promise<Response>> {
  const { playgroundOf } = await lazy('demo', loadPlayground);
  return playgroundOf(decodeURIComponent(base.slice(HOST.length))).fetch;
}

export const isDemo = (base: string): boolean => base.startsWith(HOST);

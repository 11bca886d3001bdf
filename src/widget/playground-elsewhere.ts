import { SCRIPT } from './base.ts';
import type { PlaygroundChunk } from './playground.ts';

/** The build puts the address of the chunk here, relative to the script. */
declare const PLAYGROUND_FILE: string;

/** What `hatched-buddy.iife.js` has in place of `playground.ts`: the chunk beside it. */
export const loadPlayground = () =>
  import(/* @vite-ignore */ new URL(PLAYGROUND_FILE, SCRIPT).href) as Promise<PlaygroundChunk>;

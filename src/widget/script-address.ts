/**
 * Where this script was loaded from; empty where a page has its text inline. A module has no `currentScript`: it is on the
 * stack of what it runs.
 */
export const SCRIPT_ADDRESS =
  (document.currentScript as HTMLScriptElement | null)?.src ?? /http\S+?\.m?js(?=[?:])/.exec(new Error().stack!)?.[0];

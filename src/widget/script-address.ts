/**
 * Where this script was loaded from; empty where a page has its text inline. A module has no `currentScript`: it is on the
 * stack of what it runs.
 */
export function scriptAddress(): string {
  const tag = document.currentScript as HTMLScriptElement | null;
  if (tag) return tag.src;
  return /\bhttps?:\S+?\.m?js(?=[?:])/.exec(new Error().stack ?? '')?.[0] ?? '';
}

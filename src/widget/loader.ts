/** The script tag: fetches the element itself when one comes near the viewport. A classic script, small enough to block nothing. */

/** The build puts the address of the element's own chunk here, relative to this script. */
declare const CORE: string;

const TAG = 'hatched-buddy';
const core = new URL(CORE, (document.currentScript as HTMLScriptElement).src).href;

const seen = new IntersectionObserver(
  (entries) => {
    if (entries.some((entry) => entry.isIntersecting)) load();
  },
  { rootMargin: '300px' },
);
const added = new MutationObserver(watch);

function watch(): void {
  for (const element of document.querySelectorAll(TAG)) seen.observe(element);
}

function load(): void {
  seen.disconnect();
  added.disconnect();
  import(core).catch((error: unknown) => {
    console.error('hatched-buddy: the element could not be loaded; it is tried again when the page is.', error);
  });
}

if (!customElements.get(TAG)) {
  watch();
  added.observe(document, { childList: true, subtree: true });
}

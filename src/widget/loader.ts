/**
 * The script tag: fetches the element itself when one comes near the viewport. A classic script, small enough to block
 * nothing; it works as a module, too.
 */
import { askEarly, type Expecting } from './session/early.ts';
import { scriptAddress } from './script-address.ts';

/** The build puts the address of the element's own chunk here, relative to this script. */
declare const CORE: string;

const TAG = 'hatched-buddy';
const AGAIN = { ar: 'حاول مرة أخرى', de: 'Erneut versuchen', es: 'Reintentar', fr: 'Réessayer', tr: 'Tekrar dene' };
const address = scriptAddress();
let wanted = false;
let seen: IntersectionObserver | undefined;

function watch(): void {
  for (const element of document.querySelectorAll(TAG)) {
    if (seen) seen.observe(element);
    else load([element]);
  }
}

/** @param near the elements that a person is about to see */
function load(near: Element[] = []): void {
  if (wanted) return;
  // Another copy of the script was faster: its elements have asked already.
  if (customElements.get(TAG)) return stop();
  wanted = true;
  const asked = {};
  for (const element of near) askEarly(element, new URL('/api/v1', address).href, asked);
  import(new URL(CORE, address).href).then(stop, (error: unknown) => {
    wanted = false;
    stop();
    console.error(`${TAG}: the element could not be loaded; it is tried again when the page is back online.`, error);
    document.querySelectorAll<HTMLElement>(TAG).forEach(apologise);
    addEventListener('online', () => load(), { once: true });
  });
}

function stop(): void {
  seen?.disconnect();
  added.disconnect();
}

/** The reserved room is given back, with a way to try again in it. */
function apologise(element: HTMLElement & Expecting): void {
  element.hatchedEarly = undefined;
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const button = document.createElement('button');
  const { lang } = element.closest<HTMLElement>('[lang]') ?? { lang: '' };
  button.textContent = `↻ ${AGAIN[lang.slice(0, 2) as keyof typeof AGAIN] ?? 'Try again'}`;
  button.onclick = () => {
    clear();
    load();
  };
  const clear = () => {
    root.replaceChildren();
    element.style.removeProperty('padding');
  };
  void customElements.whenDefined(TAG).then(clear);
  element.style.padding = '0';
  root.replaceChildren(button);
  const facts = { code: 'unavailable', message: 'The element could not be loaded.', requestId: null };
  element.dispatchEvent(Object.assign(new Event('hatched-error', { bubbles: true, composed: true }), facts));
}

const added = new MutationObserver(watch);
if (!address) {
  console.error(`${TAG}: pasted into the page, this script does not know its server: use <script src="…/${TAG}.js">.`);
} else if (!customElements.get(TAG)) {
  if (globalThis.IntersectionObserver as unknown) {
    seen = new IntersectionObserver(
      (entries) => {
        const near = entries.filter((entry) => entry.isIntersecting).map(({ target }) => target);
        if (near.length > 0) load(near);
      },
      { rootMargin: '300px' },
    );
  }
  watch();
  added.observe(document, { childList: true, subtree: true });
}

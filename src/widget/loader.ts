/**
 * The script tag: fetches the element itself when one comes near the viewport. A classic script, small enough to block
 * nothing; it works as a module, too. Less than 1 kB: `npm run size`.
 */
import { askEarly, type Expecting } from './session/early.ts';
import { SCRIPT_ADDRESS } from './script-address.ts';

/** The build puts the address of the element's own chunk here, relative to this script. */
declare const CORE: string;

const TAG = 'hatched-buddy';
const AGAIN = { ar: 'حاول مرة أخرى', de: 'Erneut versuchen', es: 'Reintentar', fr: 'Réessayer', tr: 'Tekrar dene' };
const LOST = 'hatched-buddy could not be loaded';
const at = (path: string) => new URL(path, SCRIPT_ADDRESS).href;
const languageOf = (element: Element) => element.closest<HTMLElement>('[lang]')?.lang || 'en';
const defined = customElements.whenDefined(TAG);
let coming: Promise<unknown> | undefined;
let seen: IntersectionObserver | undefined;

function watch(): void {
  document.querySelectorAll(TAG).forEach((element) => (seen ? seen.observe(element) : load(element)));
}

/** @param near an element that a person is about to see */
function load(near?: Element): void {
  if (coming) return;
  // Where this fails, the element asks for itself, and says what is wrong.
  if (near) askEarly(near, languageOf(near), at).catch(() => {});
  coming = import(at(CORE)).catch((error: unknown) => {
    coming = undefined;
    stop();
    console.error(`${LOST}, and is tried again online.`, error);
    document.querySelectorAll<HTMLElement>(TAG).forEach(apologise);
    addEventListener('online', again);
  });
}

/** One function: however often the page is given it, it is called once. */
const again = () => load();

function stop(): void {
  seen?.disconnect();
  added.disconnect();
}

/** A way to try again. The style sheet gives the reserved room back where it stands. */
function apologise(element: Expecting): void {
  element.hatchedEarly = undefined;
  const button = document.createElement('button');
  button.textContent = `↻ ${AGAIN[languageOf(element).slice(0, 2) as keyof typeof AGAIN] ?? 'Try again'}`;
  button.onclick = again;
  element.replaceChildren(button);
  void defined.then(() => button.remove());
  element.dispatchEvent(
    Object.assign(new Event('hatched-error', { bubbles: true }), {
      code: 'unavailable',
      message: LOST,
      requestId: null,
    }),
  );
}

const added = new MutationObserver(watch);
if (SCRIPT_ADDRESS) {
  if (self.IntersectionObserver as unknown) {
    seen = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && load(entry.target)),
      { rootMargin: '300px' },
    );
  }
  watch();
  added.observe(document, { childList: true, subtree: true });
  // Whoever has defined the element: this script, another copy of it, or somebody before.
  void defined.then(stop);
} else {
  console.error('hatched-buddy: use <script src>: inline, it does not know its server.');
}

/** Whether a key pressed is Escape, and the host's: on it, or nowhere. What a dialog of the page has in it keeps its own. */
export function isEscapeOf(host: HTMLElement, event: KeyboardEvent): boolean {
  const path = event.composedPath();
  const { body, documentElement } = host.ownerDocument;
  return event.key === 'Escape' && (path[0] === body || path[0] === documentElement || path.includes(host));
}

/**
 * Keeps an Escape that its host uses from the page, which may have a dialog to close, too: pressed, held, and let go, when
 * what it closed is closed already.
 */
export class Escapes {
  readonly #uses: (event: KeyboardEvent) => boolean;
  #window: Window | null = null;
  #listens = false;
  #used = false;

  /** @param uses of a key that was pressed, before anybody on the page hears of it */
  constructor(uses: (event: KeyboardEvent) => boolean) {
    this.#uses = uses;
  }

  listenOn({ ownerDocument }: Element): void {
    this.#forget();
    this.#listens = true;
    this.#window = ownerDocument.defaultView;
    for (const type of ['keydown', 'keyup']) this.#window?.addEventListener(type, this.#keep, true);
  }

  /** A key that is still down is let go first. */
  rest(): void {
    this.#listens = false;
    if (!this.#used) this.#forget();
  }

  #forget(): void {
    for (const type of ['keydown', 'keyup']) this.#window?.removeEventListener(type, this.#keep, true);
  }

  readonly #keep = (event: Event): void => {
    const { type, key, repeat } = event as KeyboardEvent;
    if (key !== 'Escape') return;
    if (type === 'keydown' && !repeat) this.#used = this.#listens && this.#uses(event as KeyboardEvent);
    if (this.#used) event.stopPropagation();
    if (type === 'keyup') this.#used = false;
    if (!this.#used && !this.#listens) this.#forget();
  };
}

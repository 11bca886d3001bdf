import type { LitElement, ReactiveController } from 'lit';
import { Escapes, isEscapeOf } from './escape.ts';
import { isRendered } from './rendered.ts';

const LOOK_MS = 300;

/**
 * Keeps a modal dialog and its element together. A dialog in the top layer makes the rest of the page inert, also where
 * nobody can see it any more: so it closes when its element goes or is hidden, and opens anew when its element is moved.
 * An Escape that it uses does not reach the page.
 */
export class Modal implements ReactiveController {
  readonly #host: LitElement;
  #open = false;
  #sizes: ResizeObserver | undefined;
  #looks: ReturnType<typeof setInterval> | undefined;
  readonly #escapes = new Escapes((event) => this.#open && isEscapeOf(this.#host, event));

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  show(): void {
    this.#open = true;
    this.#enter();
  }

  close(): void {
    this.#dialog?.close();
  }

  /** To be told of the dialog's own `close`. */
  closed(): void {
    this.#open = false;
    this.#leave();
  }

  /** Moved with its element: a dialog that was taken out of the page is no longer in the top layer. */
  hostConnected(): void {
    if (!this.#open) return;
    this.#dialog?.removeAttribute('open');
    this.#enter();
  }

  hostDisconnected(): void {
    this.#leave();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  #enter(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    dialog.showModal();
    // Not within its callback: what changes sizes there is an error on the page.
    this.#sizes = new ResizeObserver(() => setTimeout(this.#look));
    this.#sizes.observe(dialog);
    // What is inert or invisible keeps its size.
    this.#looks = setInterval(this.#look, LOOK_MS);
    this.#escapes.listenOn(this.#host);
  }

  #leave(): void {
    this.#sizes?.disconnect();
    clearInterval(this.#looks);
    this.#escapes.rest();
  }

  readonly #look = (): void => {
    if (!this.#open) return;
    const root = this.#host.getRootNode();
    if (!isRendered(root instanceof ShadowRoot ? root.host : this.#host)) this.close();
  };
}

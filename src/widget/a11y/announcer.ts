import { html, nothing, render } from 'lit';
import { icon } from '../look/icons.ts';

const SHOWN_MS = 4_000;
const LONGEST_QUEUE = 5;

export interface Message {
  text: string;
  icon: string | null;
  /** How much longer than usual it stays, as it is seen only then. */
  waitMs?: number;
}

/** Says one thing after another, on screen and, politely, to screen readers. */
export class Announcer {
  readonly #region: HTMLElement;
  #messages: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param region an element with `role="status"` */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(messages: Message[]): void {
    this.#messages = [...this.#messages, ...messages].slice(0, LONGEST_QUEUE);
    const [message] = this.#messages;
    render(
      message ? html`<span class="note" dir="auto">${icon(message.icon)}${message.text}</span>` : nothing,
      this.#region,
    );
    if (message) this.#timer ??= setTimeout(this.#next, SHOWN_MS + (message.waitMs ?? 0));
  }

  readonly #next = (): void => {
    this.#timer = undefined;
    this.#messages = this.#region.isConnected ? this.#messages.slice(1) : [];
    this.say([]);
  };
}

import { html, nothing, render } from 'lit';
import { icon } from '../parts/icons.ts';

const SHOWN_MS = 4_000;
const LONGEST_QUEUE = 5;

export interface Note {
  text: string;
  icon: string | null;
}

/** Says one thing after another, on screen and, politely, to screen readers. */
export class Announcer {
  readonly #region: HTMLElement;
  #notes: Note[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param region an element with `role="status"` */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(notes: Note[]): void {
    this.#notes = [...this.#notes, ...notes].slice(0, LONGEST_QUEUE);
    const [note] = this.#notes;
    render(note ? html`<span class="note" dir="auto">${icon(note.icon)}${note.text}</span>` : nothing, this.#region);
    if (note) this.#timer ??= setTimeout(this.#next, SHOWN_MS);
  }

  readonly #next = (): void => {
    this.#timer = undefined;
    this.#notes = this.#region.isConnected ? this.#notes.slice(1) : [];
    this.say([]);
  };
}

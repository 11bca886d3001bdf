import type { LitElement } from 'lit';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { type Pair, pairsOf } from '../canvas/contrast.ts';
import { type Heard, heardCall } from '../panes/right.ts';
import { EVENTS } from './events.ts';
import { cutLine, playgroundIn } from './playing.ts';
import type { Setup } from './setup.ts';

const MOST_HEARD = 200;
/** What fades has faded. */
const SETTLED_MS = 800;

/** What the elements on the canvas say, what they ask, and how what they paint can be read. */
export class Hearing {
  heard: readonly Heard[] = [];
  pairs: readonly Pair[] = [];
  readonly #studio: LitElement;
  #measured: Setup | undefined;
  #listened: { name: string; stop: () => void } | undefined;
  #count = 0;

  constructor(studio: LitElement) {
    this.#studio = studio;
    for (const name of EVENTS) studio.addEventListener(name, this.#said);
  }

  get elements(): NodeListOf<HatchedBuddy> {
    return this.#studio.renderRoot.querySelectorAll('hatched-buddy');
  }

  forget(): void {
    this.heard = [];
    this.#studio.requestUpdate();
  }

  /** After the set-up is shown. */
  follow(setup: Setup): void {
    this.#measureAnew(setup);
    if (this.#listened?.name === setup.state) return;
    this.#listened?.stop();
    const stop = playgroundIn(setup).hearCalls((call) => {
      if (call.path !== 'stream') this.#hear(heardCall(call));
    });
    this.#listened = { name: setup.state, stop };
    if (setup.state === 'offline') void cutLine(setup, this.elements);
  }

  /** Of several elements that show the same, one is listened to. */
  readonly #said = (event: Event): void => {
    if (event.composedPath().includes(this.elements[0]!)) {
      this.#hear({ kind: 'event', name: event.type, inside: { ...event, isTrusted: undefined } });
    }
  };

  #hear(heard: Omit<Heard, 'id'>): void {
    this.heard = [{ ...heard, id: this.#count++ }, ...this.heard].slice(0, MOST_HEARD);
    this.#studio.requestUpdate();
    this.#measureSoon();
  }

  #measureSoon(): void {
    requestAnimationFrame(() => {
      this.pairs = pairsOf(this.elements[0] ?? null);
      this.#studio.requestUpdate();
    });
  }

  #measureAnew(setup: Setup): void {
    if (this.#measured === setup) return;
    this.#measured = setup;
    this.#measureSoon();
    setTimeout(() => this.#measureSoon(), SETTLED_MS);
  }
}

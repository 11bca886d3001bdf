import type { LitElement } from 'lit';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { type Pair, pairsOf } from '../canvas/contrast.ts';
import { type Taken, takenBy, USUAL } from '../canvas/taken.ts';
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
  taken: Taken = USUAL;
  /** How wide the element is: not wider than its size allows, whatever room it has. */
  elementWidth = 0;
  readonly #studio: LitElement;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.elementWidth = (entry!.target as HTMLElement).offsetWidth;
    this.#studio.requestUpdate();
  });
  #observed: HatchedBuddy | undefined;
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
    this.#observe(this.elements[0]);
    if (this.#listened?.name === setup.state) return;
    this.#listened?.stop();
    const stop = playgroundIn(setup).hearCalls((call) => {
      if (call.path !== 'stream') this.#hear(heardCall(call));
    });
    this.#listened = { name: setup.state, stop };
    if (setup.state === 'offline') void cutLine(setup, this.elements);
  }

  #observe(element: HatchedBuddy | undefined): void {
    if (this.#observed === element) return;
    this.#observer.disconnect();
    this.#observed = element;
    if (element) this.#observer.observe(element);
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
      const [element = null] = this.elements;
      this.pairs = pairsOf(element);
      this.taken = takenBy(element);
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

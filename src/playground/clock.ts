import type { Millis } from '../engine/index.ts';

/** What else the playground takes from outside; tests pass their own. */
export interface Timers {
  /** Runs it once, so much later; answers what calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const PAGE_TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that runs as another does, and can be pushed forwards. */
export class Clock {
  readonly #source: () => Millis;
  #ahead = 0;

  constructor(source: () => Millis = () => Date.now()) {
    this.#source = source;
  }

  readonly now = (): Millis => this.#source() + this.#ahead;

  push(ms: Millis): void {
    if (!(ms >= 0)) throw new RangeError('A clock is only pushed forwards.');
    this.#ahead += ms;
  }

  /** Sets it to that moment, forwards or back: a life that begins anew may begin at any time. */
  start(at: Millis): void {
    this.#ahead = at - this.#source();
  }
}

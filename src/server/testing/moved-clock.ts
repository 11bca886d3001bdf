import type { Millis } from '../../engine/types.ts';
import type { Timers } from '../timers.ts';

interface PendingTimer {
  due: Millis;
  run: () => void;
}

/** A clock that stands still until it is moved; what was to run by then runs, in order. */
export class MovedClock implements Timers {
  #time: Millis;
  readonly #waiting = new Set<PendingTimer>();

  constructor(start: Millis) {
    this.#time = start;
  }

  /** Passed on as a function, so bound. */
  readonly now = (): Millis => this.#time;

  after(ms: Millis, run: () => void): () => void {
    const entry = { due: this.#time + ms, run };
    this.#waiting.add(entry);
    return () => this.#waiting.delete(entry);
  }

  advance(ms: Millis): void {
    const end = this.#time + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#waiting.delete(next);
      this.#time = Math.max(this.#time, next.due);
      next.run();
    }
    this.#time = end;
  }

  set(time: Millis): void {
    this.advance(Math.max(0, time - this.#time));
    this.#time = time;
  }

  #next(end: Millis): PendingTimer | undefined {
    const due = [...this.#waiting].filter((entry) => entry.due <= end);
    return due.sort((a, b) => a.due - b.due)[0];
  }
}

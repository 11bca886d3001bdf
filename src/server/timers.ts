import type { Millis } from '../engine/types.ts';

/** Waiting, passed in like the clock, so that tests move time instead of sleeping. */
export interface Timers {
  /** Runs once after that long; the answer calls it off. Never keeps the process alive. */
  after(ms: Millis, run: () => void): () => void;
}

export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

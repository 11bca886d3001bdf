/** Wakes the dispatcher when something is owed. It is only a hint: what it misses, the sweep finds. */
export interface Waker {
  /** Wakes the dispatcher no more. */
  stop(): Promise<void>;
  /** At the moment only the sweep finds what is owed. */
  isDegraded(): boolean;
}

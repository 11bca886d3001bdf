/** Wakes the dispatcher when deliveries are owed. It is only a hint: what it misses, the sweep finds. */
export interface Waker {
  /** Wakes the dispatcher no more. */
  stop(): Promise<void>;
  /** Whether only the sweep finds deliveries at the moment. */
  isDegraded(): boolean;
}

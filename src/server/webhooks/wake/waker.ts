/** Tells the dispatcher of what is owed. Only ever a hint: what it does not tell of, the sweep finds. */
export interface Waker {
  /** Tells no more. */
  stop(): Promise<void>;
  /** The sweep alone finds things at the moment. */
  is_degraded(): boolean;
}

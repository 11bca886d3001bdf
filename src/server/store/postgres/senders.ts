/** Each process publishes every `HEARTBEAT_MS` that it is there; one that is silent for `SILENCE_MS` has died. */
export const HEARTBEAT_MS = 5_000;
const SILENCE_MS = 4 * HEARTBEAT_MS;

/** The other processes, and when each was last heard. Times are milliseconds of one clock. */
export class Senders {
  readonly #heard = new Map<string, number>();

  heard(sender: string, now: number): void {
    this.#heard.set(sender, now);
  }

  /** It has ended, and published everything. */
  left(sender: string): void {
    this.#heard.delete(sender);
  }

  /** Whether any has died since this was last asked: its last commits may not have been published. */
  hasDied(now: number): boolean {
    const dead = [...this.#heard].filter(([, at]) => now - at >= SILENCE_MS);
    for (const [sender] of dead) this.#heard.delete(sender);
    return dead.length > 0;
  }

  forget(): void {
    this.#heard.clear();
  }
}

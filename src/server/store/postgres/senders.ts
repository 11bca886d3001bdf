/** Each process publishes a heartbeat every `HEARTBEAT_MS`; one that was silent for `SILENCE_MS` counts as dead. */
export const HEARTBEAT_MS = 5_000;
const SILENCE_MS = 4 * HEARTBEAT_MS;

/** The other processes, and when a message of each last came. Times are milliseconds of one clock. */
export class Senders {
  readonly #heard = new Map<string, number>();

  heard(sender: string, now: number): void {
    this.#heard.set(sender, now);
  }

  /** The process has stopped, and had published everything. */
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

import { nap } from '../api/nap.ts';

/** Asks again and again, ever more seldom while nothing changes. */
export class Poller {
  readonly #ask: (signal: AbortSignal) => Promise<boolean>;
  readonly #atLeast: (ms: number) => number;
  readonly #everyMs: number;
  readonly #seldomMs: number;
  #running: AbortController | undefined;

  /**
   * @param ask answers whether there was news
   * @param atLeast makes a wait longer where the server has asked for it
   */
  constructor(
    ask: (signal: AbortSignal) => Promise<boolean>,
    atLeast: (ms: number) => number,
    everyMs: number,
    seldomMs: number,
  ) {
    this.#ask = ask;
    this.#atLeast = atLeast;
    this.#everyMs = everyMs;
    this.#seldomMs = seldomMs;
  }

  get runs(): boolean {
    return !!this.#running;
  }

  /** @param soon asks at once, then at the usual distance */
  start(soon = false): void {
    if (this.#running) return;
    const running = (this.#running = new AbortController());
    this.#run(running.signal, soon).catch((error: unknown) => {
      if (!running.signal.aborted) console.error('hatched-buddy: live updates have stopped.', error);
    });
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(signal: AbortSignal, soon: boolean): Promise<void> {
    for (let wait = soon ? 0 : this.#everyMs; ;) {
      await nap(this.#atLeast(wait), signal);
      const news = await this.#ask(signal);
      wait = news || wait < this.#everyMs ? this.#everyMs : Math.min(wait * 2, this.#seldomMs);
    }
  }
}

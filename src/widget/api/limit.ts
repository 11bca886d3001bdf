/** How long a call may take, and who else may end it. */
export class Limit {
  readonly signal: AbortSignal;
  readonly #late = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, outer?: AbortSignal) {
    this.signal = outer ? AbortSignal.any([this.#late.signal, outer]) : this.#late.signal;
    this.extend(ms);
  }

  /** So long from now on. */
  extend(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#late.abort(new DOMException('', 'TimeoutError')), ms);
  }

  /** Lets go of the timer. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

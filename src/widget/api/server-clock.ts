/**
 * The server's time. A visitor's clock may be hours off, so it is only asked where no server has told the time yet; in
 * between the page's own clock counts, which nobody can set.
 */
export class ServerClock {
  #offset: number | undefined;

  now(): number {
    return this.#offset === undefined ? Date.now() : this.#offset + performance.now();
  }

  /** What an answer says of the time. `Date` is for servers that do not send ours; not every page may read it. */
  hear(headers: Headers): void {
    this.set(headers.get('x-hatched-now') ?? headers.get('date'));
  }

  set(now: string | null | undefined): void {
    const time = Date.parse(now ?? '');
    if (time) this.#offset = time - performance.now();
  }
}

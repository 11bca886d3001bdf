/** What a page can read the time from, and what waits for it: moved by tests. */
const real = {
  date: Date,
  performanceNow: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout.bind(globalThis),
};
let ahead = 0;

/** The visitor's clock is so many ms off; the page's own (`performance.now()`) goes on as it does. */
export function setClockWrong(ms: number): void {
  class WrongDate extends real.date {
    constructor(...given: unknown[]) {
      super(...((given.length > 0 ? given : [WrongDate.now()]) as [number]));
    }
    static override now(): number {
      return real.date.now() + ms + ahead;
    }
  }
  globalThis.Date = WrongDate as DateConstructor;
}

/** So much time passes for whoever asks; nothing that waits is woken. */
export function hurry(ms: number): void {
  ahead += ms;
  performance.now = () => real.performanceNow() + ahead;
}

/** What waits does so for a hundredth of its time; where `of` says so, only some of it. */
export function shortenWaits(factor = 100, of: (ms: number) => boolean = () => true): void {
  const begun = real.performanceNow();
  globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: unknown[]) =>
    (real.setTimeout as (...all: unknown[]) => number)(run, of(ms) ? ms / factor : ms, ...rest)) as typeof setTimeout;
  performance.now = () => begun + (real.performanceNow() - begun) * factor + ahead;
}

export function rightClock(): void {
  globalThis.Date = real.date;
  performance.now = real.performanceNow;
  globalThis.setTimeout = real.setTimeout;
  ahead = 0;
}

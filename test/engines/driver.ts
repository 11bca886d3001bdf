/** What a journey asks of a browser, whatever it is driven by. */
export interface Driver extends AsyncDisposable {
  readonly name: string;
  open(url: string): Promise<void>;
  /** Runs the body of a function in the page and answers what it returns; a promise is waited for. */
  run<T>(body: string): Promise<T>;
  /** A press of the mouse there, as a person does it. */
  click(x: number, y: number): Promise<void>;
  press(key: 'Escape'): Promise<void>;
}

/** Asks until it holds: browsers tell of some things by no event. The test's own limit ends it. */
export async function until<T>(ask: () => Promise<T>, holds: (found: T) => boolean = Boolean): Promise<T> {
  for (;;) {
    const found = await ask();
    if (holds(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

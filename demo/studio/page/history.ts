import { readAddress, type Setup, writeAddress } from './setup.ts';

/** Changes of one kind that follow so soon are undone together: a slider is drawn, not stepped. */
const TOGETHER_MS = 700;

/** The set-up, what it was before, and the address that says it. */
export class SetupHistory {
  now: Setup;
  /** Before the last change: what the code panel marks. */
  before: Setup;
  readonly #changed: () => void;
  #past: Setup[] = [];
  #future: Setup[] = [];
  #last = { what: '', at: 0 };

  constructor(changed: () => void) {
    this.now = this.before = readAddress(location.search);
    this.#changed = changed;
    addEventListener('popstate', () => this.#show(readAddress(location.search)));
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  set(change: Partial<Setup>): void {
    const what = Object.keys(change).sort().join();
    const at = performance.now();
    const follows = what === this.#last.what && at - this.#last.at < TOGETHER_MS;
    if (!follows) {
      this.#past.push(this.now);
      this.before = this.now;
    }
    this.#last = { what, at };
    this.#future = [];
    this.#show({ ...this.now, ...change });
  }

  undo(): void {
    const earlier = this.#past.pop();
    if (!earlier) return;
    this.#future.push(this.now);
    this.#go(earlier);
  }

  redo(): void {
    const later = this.#future.pop();
    if (!later) return;
    this.#past.push(this.now);
    this.#go(later);
  }

  #go(setup: Setup): void {
    this.#last.what = '';
    this.before = this.now;
    this.#show(setup);
  }

  #show(setup: Setup): void {
    this.now = setup;
    history.replaceState(null, '', writeAddress(setup) || location.pathname);
    this.#changed();
  }
}

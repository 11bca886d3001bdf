import { NO_ART, type OwnArt } from '../art/placing.ts';
import { readAddress, type Setup, writeAddress } from './setup.ts';

/** Changes of one kind that follow so soon are undone together: a slider is drawn, not stepped. */
const TOGETHER_MS = 700;

/** All that can be undone. A picture is too large for the address: own art is in the page alone. */
interface Work {
  setup: Setup;
  art: OwnArt;
}

/** The set-up and own art, what they were before, and the address that says the set-up. */
export class WorkHistory {
  now: Work;
  /** Before the last change: what the code panel marks. */
  before: Work;
  readonly #changed: () => void;
  #past: Work[] = [];
  #future: Work[] = [];
  #last = { what: '', at: 0 };

  constructor(changed: () => void) {
    this.now = this.before = { setup: readAddress(location.search), art: NO_ART };
    this.#changed = changed;
    addEventListener('popstate', () => this.#show({ ...this.now, setup: readAddress(location.search) }));
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  set(change: Partial<Setup>): void {
    this.#do(Object.keys(change).sort().join(), { ...this.now, setup: { ...this.now.setup, ...change } });
  }

  draw(change: Partial<OwnArt>): void {
    // A drawing that is dragged; a file after a file is a change each.
    const what = change.places ? 'places' : '';
    this.#do(what, { ...this.now, art: { ...this.now.art, ...change } });
  }

  /** Answers what is another now. */
  undo(): keyof Work | null {
    return this.#go(this.#past, this.#future);
  }

  redo(): keyof Work | null {
    return this.#go(this.#future, this.#past);
  }

  #do(what: string, next: Work): void {
    const at = performance.now();
    const follows = what !== '' && what === this.#last.what && at - this.#last.at < TOGETHER_MS;
    if (!follows) {
      this.#past.push(this.now);
      this.before = this.now;
    }
    this.#last = { what, at };
    this.#future = [];
    this.#show(next);
  }

  #go(from: Work[], to: Work[]): keyof Work | null {
    const next = from.pop();
    if (!next) return null;
    to.push(this.now);
    this.#last.what = '';
    this.before = this.now;
    this.#show(next);
    return next.art === this.before.art ? 'setup' : 'art';
  }

  #show(work: Work): void {
    this.now = work;
    history.replaceState(null, '', writeAddress(work.setup) || location.pathname);
    this.#changed();
  }
}

import { atom } from 'nanostores';
import type { SeatState } from '../../contract/buddy/state.ts';
import { Client, stateOf } from '../api/client.ts';
import { failureOf, type WidgetError } from '../api/errors.ts';
import { lazy } from '../lazy.ts';
import { type Credential, sameSubject } from './credential.ts';
import { subjectOf, type TokenProvider, Tokens } from './tokens.ts';

/** A wait that is longer than this is told to the person who waits. */
const PATIENCE_MS = 3_000;

export type LiveMode = 'auto' | 'poll' | 'off';

/** An element that uses the session. */
export interface Holder {
  live: LiveMode;
  getSessionToken: TokenProvider | undefined;
  debug: boolean;
}

/** What is known of a buddy. */
export interface KnownState {
  /** What the server last confirmed. */
  confirmed: SeatState | null;
  /** Why nothing newer is known; null where all is well. */
  error: WidgetError | null;
  /** When it is tried again by itself, on the page's clock (`performance.now()`); null where that is not known. */
  retryAt: number | null;
  /** How many activities wait for the server to be back. */
  kept: number;
}

/** What keeps a session fresh: `Live`, loaded after the first view. */
interface Updates {
  look(): void;
  again(): void;
}

/**
 * One credential's view of one buddy, shared by all elements that name it. It holds the token, speaks with the server,
 * and keeps what is known; `Live` keeps that fresh; a `SessionController` gives it to its element.
 */
export class Session {
  credential: Credential;
  readonly tokens: Tokens;
  readonly client: Client;
  readonly holders = new Set<Holder>();
  readonly $snapshot = atom<KnownState>({ confirmed: null, error: null, retryAt: null, kept: 0 });
  /** Puts changes that are on their way on top of what is confirmed; the shop sets it. */
  overlay = (state: SeatState): SeatState => state;
  #live: Updates | undefined;
  #started = false;

  constructor(credential: Credential) {
    const { base, token, subject } = credential;
    this.credential = credential;
    this.tokens = new Tokens(token, () => [...this.holders].find((holder) => holder.getSessionToken)?.getSessionToken);
    this.tokens.onOther = () => {
      this.#set({ confirmed: null, error: null });
      this.#live?.again();
    };
    this.client = new Client(base, this.tokens, subject);
    this.tokens.language = this.client.language = credential.language;
  }

  get confirmed(): SeatState | null {
    return this.$snapshot.value.confirmed;
  }

  get error(): WidgetError | null {
    return this.$snapshot.value.error;
  }

  /** What is to be shown. */
  get state(): SeatState | null {
    return this.confirmed && this.overlay(this.confirmed);
  }

  /**
   * Whether a holder with this credential may use this session. Where only the pages' functions give tokens, all holders
   * must have the same function: another may speak for another person. An only holder may change its function.
   */
  serves(credential: Credential, holder: Holder): boolean {
    const mine = this.credential;
    if (!sameSubject(mine, credential) || mine.token !== credential.token || mine.language !== credential.language) {
      return false;
    }
    if (credential.token) return true;
    const others = [...this.holders].filter((other) => other !== holder);
    return !!credential.provider && others.every((other) => other.getSessionToken === credential.provider);
  }

  /**
   * Whether the session goes on when the credential of its only holder changes. It does for another language, and for
   * another token for the same buddy: nothing that can be seen restarts.
   */
  goesOn(credential: Credential, holder: Holder): boolean {
    if (this.serves(credential, holder)) return true;
    const { token, language } = this.credential;
    const subject = subjectOf(credential.token);
    const mine = !token || token === credential.token || (!!subject && subject === this.tokens.subject);
    if (this.holders.size > 1 || !sameSubject(this.credential, credential) || !mine) return false;
    if (!token !== !credential.token) return false;
    this.credential = credential;
    this.tokens.language = this.client.language = credential.language;
    if (credential.token && token !== credential.token) this.tokens.take(credential.token);
    if (language !== credential.language || token !== credential.token) {
      void this.load().then(() => this.#live?.again());
    }
    return true;
  }

  join(holder: Holder): void {
    this.holders.add(holder);
    const debugs = [...this.holders].some(({ debug }) => debug);
    this.client.say = debugs ? (what) => console.debug(`hatched-buddy: ${what}`) : undefined;
    if (!this.#started) void this.#start();
    this.#live?.look();
  }

  leave(holder: Holder): void {
    this.holders.delete(holder);
    this.#live?.look();
  }

  /** Fetches the state once; where that fails, `error` says how. */
  async load(signal?: AbortSignal): Promise<void> {
    let late: WidgetError | null = null;
    let retryAt = 0;
    const tell = () => {
      if (late) this.fail(late, retryAt);
    };
    const patience = setTimeout(tell, PATIENCE_MS);
    const onWait = (error: WidgetError, ms: number) => {
      late = error;
      retryAt = performance.now() + ms;
      if (ms > PATIENCE_MS || this.error) tell();
    };
    try {
      this.apply(await this.client.state(signal, onWait));
    } catch (error) {
      signal?.throwIfAborted();
      this.fail(error);
    } finally {
      clearTimeout(patience);
    }
  }

  /** As a person asks for it: also a way back after the session has ended. */
  async refresh(): Promise<void> {
    this.tokens.forgive();
    await this.load();
    await this.#enliven();
    this.#live?.look();
  }

  /** Takes what the server says. An older version than the one we hold is no news. */
  apply(state: SeatState): void {
    const held = this.confirmed;
    const newer = state.version >= (held?.version ?? 0) && JSON.stringify(state) !== JSON.stringify(held);
    if (newer || this.error) this.#set({ confirmed: newer ? state : held, error: null });
  }

  /** Waits for a call of ours and takes the state that it answers to who may read. */
  async take<T extends { state?: SeatState }>(call: Promise<T>): Promise<T> {
    try {
      const answer = await call;
      if (answer.state) {
        this.apply(stateOf(answer.state));
      } else if (this.error) {
        this.#set({ confirmed: this.confirmed, error: null });
      }
      return answer;
    } catch (error) {
      if (failureOf(error).status === 401) this.fail(error);
      throw error;
    }
  }

  fail(cause: unknown, retryAt: number | null = null): void {
    this.#set({ confirmed: this.confirmed, error: failureOf(cause) }, retryAt);
  }

  /** What is to be shown is another, though the server has confirmed nothing new. */
  update(): void {
    this.$snapshot.set({ ...this.$snapshot.value });
  }

  /** An activity could not be sent, and is kept. */
  keep(error: WidgetError): void {
    this.$snapshot.set({ ...this.$snapshot.value, error, kept: this.$snapshot.value.kept + 1 });
  }

  /** One that was kept is through, or was refused. */
  kept(): void {
    const { kept, ...rest } = this.$snapshot.value;
    this.$snapshot.set({ ...rest, kept: kept - 1 });
  }

  #set(known: Pick<KnownState, 'confirmed' | 'error'>, retryAt: number | null = null): void {
    this.$snapshot.set({ ...this.$snapshot.value, ...known, retryAt });
  }

  /** What keeps it fresh comes after the first view. */
  async #start(): Promise<void> {
    this.#started = true;
    if (!document.hidden) await this.load();
    await this.#enliven();
  }

  /** Where the chunk cannot be loaded, it is tried again at the next visit and at the next `refresh()`. */
  async #enliven(): Promise<void> {
    if (this.#live || this.holders.size === 0) return;
    try {
      const { Live } = await lazy('part for live updates', () => import('../later.ts'));
      this.#live ??= new Live(this);
      this.#live.look();
    } catch {
      const again = () => void this.#enliven();
      document.addEventListener('visibilitychange', again, { once: true });
    }
  }
}

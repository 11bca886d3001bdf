import { atom } from 'nanostores';
import type { SeatState } from '../../contract/state.ts';
import { Client } from '../api/client.ts';
import { failureOf, type WidgetError } from '../api/errors.ts';
import type { Credential } from './credential.ts';
import { type TokenProvider, Tokens } from './tokens.ts';

export type LiveMode = 'auto' | 'poll' | 'off';

/** An element that uses the session. */
export interface Holder {
  live: LiveMode;
  getSessionToken: TokenProvider | undefined;
}

/** What is known of a buddy. */
export interface Snapshot {
  /** What the server last confirmed. */
  confirmed: SeatState | null;
  /** Why nothing newer is known; null where all is well. */
  error: WidgetError | null;
}

/** What keeps a session fresh: `Live`, loaded after the first view. */
interface Updates {
  look(): void;
  tell(state: SeatState): void;
}

/** One credential's view of one buddy, shared by all elements that name it. */
export class Session {
  readonly credential: Credential;
  readonly tokens: Tokens;
  readonly client: Client;
  readonly holders = new Set<Holder>();
  readonly $snapshot = atom<Snapshot>({ confirmed: null, error: null });
  /** Puts changes that are on their way on top of what is confirmed; the shop sets it. */
  dress = (state: SeatState): SeatState => state;
  #live: Updates | undefined;
  #started = false;

  constructor(credential: Credential) {
    const { base, token, subject } = credential;
    this.credential = credential;
    this.tokens = new Tokens(token, () => [...this.holders].find((holder) => holder.getSessionToken)?.getSessionToken);
    this.client = new Client(base, this.tokens, subject);
  }

  get confirmed(): SeatState | null {
    return this.$snapshot.value.confirmed;
  }

  get error(): WidgetError | null {
    return this.$snapshot.value.error;
  }

  /** What is to be shown. */
  get state(): SeatState | null {
    return this.confirmed && this.dress(this.confirmed);
  }

  join(holder: Holder): void {
    this.holders.add(holder);
    if (!this.#started) void this.#start();
    this.#live?.look();
  }

  leave(holder: Holder): void {
    this.holders.delete(holder);
    this.#live?.look();
  }

  /** Fetches the state once; where that fails, `error` says how. */
  async load(signal?: AbortSignal): Promise<void> {
    try {
      this.apply(await this.client.call({ path: 'state', signal }));
    } catch (error) {
      signal?.throwIfAborted();
      this.fail(error);
    }
  }

  /** As a person asks for it: also a way back after the session has ended. */
  async refresh(): Promise<void> {
    this.tokens.forgive();
    await this.load();
    this.#live?.look();
  }

  /** Takes what the server says. An older version than the one we hold is no news. */
  apply(state: SeatState): void {
    const held = this.confirmed;
    const newer = state.version >= (held?.version ?? 0) && JSON.stringify(state) !== JSON.stringify(held);
    if (newer || this.error) this.$snapshot.set({ confirmed: newer ? state : held, error: null });
  }

  /** Waits for a call of ours and takes the state that it answers; other tabs hear of it too. */
  async take<T extends { state: SeatState }>(call: Promise<T>): Promise<T> {
    try {
      const answer = await call;
      this.apply(answer.state);
      this.#live?.tell(answer.state);
      return answer;
    } catch (error) {
      if (failureOf(error).status === 401) this.fail(error);
      throw error;
    }
  }

  fail(cause: unknown): void {
    this.$snapshot.set({ ...this.$snapshot.value, error: failureOf(cause) });
  }

  /** What is to be shown is another, though the server has confirmed nothing new. */
  redress(): void {
    this.$snapshot.set({ ...this.$snapshot.value });
  }

  /** What keeps it fresh comes after the first view. */
  async #start(): Promise<void> {
    this.#started = true;
    if (!document.hidden) await this.load();
    const { Live } = await import('../later.ts');
    this.#live = new Live(this);
    this.#live.look();
  }
}

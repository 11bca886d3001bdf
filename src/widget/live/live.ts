import type { Operation } from '../../contract/operations.ts';
import type { SeatState } from '../../contract/state.ts';
import type { LiveMode, Session } from '../session/session.ts';
import { streamMessages } from './event-stream.ts';
import { nap } from './nap.ts';
import { lead, Share } from './share.ts';

const EAGERNESS: LiveMode[] = ['off', 'poll', 'auto'];
const RECONNECT_MS = 1_000;
const POLL_MS = 60_000;
/** After so many streams in a row that brought nothing we poll, and try a stream now and then. */
const STREAM_TRIES = 4;
/** The server sends a comment every 15 s: three missed, and the line is dead. */
const SILENCE_MS = 45_000;
const OPERATION_WAIT_MS = 25_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Keeps a session fresh while the page is visible: one tab streams or polls, the others listen to it. */
export class Live {
  readonly #session: Session;
  #mode: LiveMode | undefined;
  #visit: AbortController | undefined;
  #share: Share | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #slept = false;

  constructor(session: Session) {
    this.#session = session;
    document.addEventListener('visibilitychange', this.look);
  }

  /** Starts, stops or goes on, as the page and the elements ask for now. */
  readonly look = (): void => {
    const { holders } = this.#session;
    const eagerness = Math.max(...[...holders].map((holder) => EAGERNESS.indexOf(holder.live)));
    const mode = document.hidden ? undefined : EAGERNESS[eagerness];
    if (holders.size === 0) document.removeEventListener('visibilitychange', this.look);
    if (this.#visit && mode === this.#mode) return;
    this.#slept ||= document.hidden;
    this.#end();
    this.#mode = mode;
    if (mode) this.#begin(mode);
  };

  /** Tells other tabs; and where nobody will tell us that a picture is done, asks for it. */
  tell(state: SeatState): void {
    this.#share?.tell(state);
    const [operation] = state.pending_operations;
    const { signal } = this.#visit ?? {};
    if (operation && signal && this.#mode !== 'auto') void this.#settle(operation.operation_id, signal);
  }

  #begin(mode: LiveMode): void {
    const visit = new AbortController();
    this.#visit = visit;
    this.#renewInTime();
    this.#attend(mode, visit.signal)
      .catch((error: unknown) => {
        if (!visit.signal.aborted) console.error('hatched-buddy: live updates have stopped.', error);
      })
      .finally(() => {
        if (this.#visit === visit) this.#end();
      });
  }

  #end(): void {
    this.#visit?.abort();
    this.#visit = undefined;
    this.#share?.close();
    this.#share = undefined;
    clearTimeout(this.#renewal);
  }

  async #attend(mode: LiveMode, signal: AbortSignal): Promise<void> {
    const session = this.#session;
    for (let failures = 0; this.#slept || session.error || !session.confirmed; failures++) {
      if (!this.#slept && this.#hopeless) return;
      if (!this.#slept) await nap(RECONNECT_MS * 2 ** failures, signal);
      this.#slept = false;
      await session.load(signal);
    }
    const seat = session.confirmed.buddy?.buddy_id ?? session.confirmed.egg?.egg_id;
    const topic = `hatched-buddy ${session.credential.base} ${seat}`;
    this.#share = new Share(topic, (state) => {
      session.apply({ ...state, scopes: session.confirmed!.scopes });
    });
    this.tell(session.confirmed);
    await lead(mode === 'off' ? null : topic, signal, () => this.#lead(mode, signal));
  }

  /** While this tab is the one that asks the server. */
  async #lead(mode: LiveMode, signal: AbortSignal): Promise<void> {
    const session = this.#session;
    for (let failures = 0, quiet = 0; ;) {
      const streams = mode === 'auto';
      if (streams) failures = (await this.#stream(signal)) ? 0 : failures + 1;
      if (this.#hopeless) return;
      const patient = !streams || failures >= STREAM_TRIES;
      await nap(patient ? POLL_MS * 2 ** quiet : RECONNECT_MS * 2 ** failures, signal);
      if (streams && failures < 2) continue;
      const before = session.confirmed;
      await session.load(signal);
      quiet = session.confirmed === before ? quiet + 1 : 0;
    }
  }

  /** Follows the stream to its end. False: it brought nothing, not even a comment. */
  async #stream(signal: AbortSignal): Promise<boolean> {
    const { client, confirmed } = this.#session;
    const silence = new AbortController();
    let heard = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    try {
      listen();
      const headers = { 'last-event-id': `${confirmed?.version}` };
      const { body } = await client.open({ path: 'stream', headers, signal }, silence.signal);
      for await (const { event, data } of streamMessages(body!)) {
        listen();
        heard = true;
        if (event === 'state') this.#news(JSON.parse(data) as SeatState);
      }
    } catch (error) {
      signal.throwIfAborted();
      // Without an answer the line was cut, and is tried again; an answer is the server's refusal.
      if ((error as { status?: number }).status) this.#session.fail(error);
    } finally {
      clearTimeout(timer);
    }
    return heard;
  }

  #news(state: SeatState): void {
    this.#session.apply(state);
    this.#share?.tell(state);
  }

  async #settle(operationId: string, signal: AbortSignal): Promise<void> {
    const query = { wait_ms: `${OPERATION_WAIT_MS}` };
    const call = { path: `operations/${operationId}`, query, waitMs: OPERATION_WAIT_MS, signal };
    try {
      await this.#session.client.call<Operation>(call);
      await this.#session.load(signal);
    } catch (error) {
      if (!signal.aborted) console.warn('hatched-buddy: could not wait for the picture.', error);
    }
  }

  /** Renews the token at 80 % of its life, again and again. */
  #renewInTime(): void {
    const { tokens } = this.#session;
    if (tokens.dueAt === Infinity) return;
    const wait = Math.min(Math.max(tokens.dueAt - Date.now(), RECONNECT_MS), LONGEST_TIMER_MS);
    this.#renewal = setTimeout(() => {
      void tokens.current().then(() => this.#renewInTime());
    }, wait);
  }

  /** Asking again would not help: the credential is refused. A buddy that is not there yet may hatch. */
  get #hopeless(): boolean {
    const { error } = this.#session;
    return !!error && !error.passing && error.status !== 404;
  }
}

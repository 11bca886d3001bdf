import type { Operation } from '../../contract/buddy/operations.ts';
import type { SeatState } from '../../contract/buddy/state.ts';
import { stateOf } from '../api/client.ts';
import { nap } from '../api/nap.ts';
import type { LiveMode, Session } from '../session/session.ts';
import { Poller } from './poller.ts';
import { Share } from './share.ts';
import { follow } from './stream.ts';
import { ended, inTurn } from './turn.ts';

/** From the least eager to the most; an unknown mode counts as the default. */
const EAGERNESS: LiveMode[] = ['off', 'poll', 'auto'];
const RECONNECT_MS = 1_000;
/** How often, and how seldom at least, where polling is what the page wants. */
const POLL_MS = [60_000, 600_000] as const;
/** The same where polling stands in for a stream. */
const STAND_IN_MS = [15_000, 60_000] as const;
/** After so many streams in a row that brought nothing we only poll, and try again after a while. */
const STREAM_TRIES = 4;
const STREAM_AGAIN_MS = 300_000;
const OPERATION_WAIT_MS = 25_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Keeps a session fresh while the page is visible. Of all tabs one asks the server about a buddy, and the others listen
 * to it. Of all buddies and tabs of an origin one has a stream: browsers open six connections to a server without
 * HTTP/2, and as many streams would silence everything else. The others poll.
 */
export class Live {
  readonly #session: Session;
  #mode: LiveMode | undefined;
  #visit: AbortController | undefined;
  #share: Share | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #slept = false;
  /** This tab has the stream, and something has come over it. */
  #flows = false;
  #awaitsPicture = false;

  constructor(session: Session) {
    this.#session = session;
    document.addEventListener('visibilitychange', this.look);
  }

  /** Starts, stops or goes on, as the page and the elements ask for now. */
  readonly look = (): void => {
    const { holders } = this.#session;
    const eagerness = [...holders].map(({ live }) => EAGERNESS.indexOf(live));
    const mode = document.hidden ? undefined : EAGERNESS.at(eagerness.includes(-1) ? -1 : Math.max(...eagerness));
    if (holders.size === 0) document.removeEventListener('visibilitychange', this.look);
    if (this.#visit && mode === this.#mode) return;
    this.#slept ||= document.hidden;
    this.#end();
    this.#mode = mode;
    if (mode) this.#begin(mode);
  };

  /** From the beginning: the token or the language is another. */
  again(): void {
    this.#end();
    this.look();
  }

  /** Tells other tabs; and where nobody will tell us that a picture is done, asks for it. */
  #tell(state: SeatState): void {
    this.#share?.tell({ state, now: new Date(this.#session.client.clock.now()).toISOString() });
    const [operation] = state.pending_operations;
    const { signal } = this.#visit ?? {};
    if (operation && signal && !this.#flows && !this.#awaitsPicture)
      void this.#awaitPicture(operation.operation_id, signal);
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
      if (!this.#slept) await nap(this.#atLeast(RECONNECT_MS * 2 ** failures), signal);
      this.#slept = false;
      await session.load(signal);
    }
    const topic = this.#topic(session.confirmed);
    let heard: SeatState | null = null;
    this.#share = new Share(topic, ({ state, now }) => {
      session.client.clock.set(now);
      heard = { ...state, scopes: session.confirmed!.scopes };
      session.apply(heard);
    });
    // However it has come, by a stream, a poll or a call of ours: a stream does not bring it again.
    const deaf = session.$snapshot.listen(({ confirmed }, before) => {
      if (confirmed && confirmed !== before?.confirmed && confirmed !== heard) this.#tell(confirmed);
    });
    signal.addEventListener('abort', deaf, { once: true });
    this.#tell(session.confirmed);
    if (mode === 'off') await ended(signal);
    else await inTurn(topic, signal, () => (mode === 'poll' ? this.#poll(signal) : this.#stream(signal)));
  }

  #topic({ buddy, egg }: SeatState): string {
    const { base, language } = this.#session.credential;
    const whose = this.#session.tokens.subject ?? buddy?.buddy_id ?? egg?.egg_id;
    return `hatched-buddy state ${JSON.stringify([base, whose, language])}`;
  }

  get #origin(): string {
    return new URL(this.#session.credential.base).origin;
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const poller = this.#poller(...POLL_MS);
    poller.start();
    await ended(signal).finally(() => poller.stop());
  }

  /** Polls until it is our turn to have the stream, and wherever the stream is of no use. */
  async #stream(signal: AbortSignal): Promise<void> {
    const poller = this.#poller(...STAND_IN_MS);
    try {
      for (;;) {
        poller.start();
        await inTurn(`hatched-buddy stream ${this.#origin}`, signal, () => this.#streams(poller, signal));
        if (this.#hopeless) return;
        poller.start();
        await nap(STREAM_AGAIN_MS, signal);
      }
    } finally {
      poller.stop();
    }
  }

  /** One stream after another, as long as they bring something. */
  async #streams(poller: Poller, signal: AbortSignal): Promise<void> {
    const { client } = this.#session;
    const listener = {
      flows: () => {
        client.say?.('the stream flows');
        this.#flows = true;
        poller.stop();
      },
      stalls: () => {
        client.say?.('nothing comes through the stream: polling');
        poller.start(true);
      },
      state: (state: SeatState) => this.#session.apply(stateOf(state)),
    };
    poller.stop();
    for (let failures = 0; failures < STREAM_TRIES;) {
      const useful = await follow(this.#session, signal, listener).finally(() => (this.#flows = false));
      failures = useful ? 0 : failures + 1;
      if (this.#hopeless) return;
      if (failures > 1) poller.start(true);
      await nap(this.#atLeast(RECONNECT_MS * 2 ** failures), signal);
    }
  }

  /** Not before the time that the server asked for (`Retry-After`). */
  #atLeast(ms: number): number {
    return Math.max(ms, this.#session.error?.retryAfterMs ?? 0);
  }

  #poller(everyMs: number, seldomMs: number): Poller {
    const session = this.#session;
    const ask = async (signal: AbortSignal) => {
      const before = session.confirmed;
      await session.load(signal);
      if (this.#hopeless) this.#end();
      return session.confirmed !== before;
    };
    return new Poller(ask, (ms) => this.#atLeast(ms), everyMs, seldomMs);
  }

  /** Such a call takes a connection as a stream does: of all buddies and tabs one waits at a time. */
  async #awaitPicture(operationId: string, signal: AbortSignal): Promise<void> {
    const session = this.#session;
    const query = { wait_ms: `${OPERATION_WAIT_MS}` };
    const call = { path: `operations/${operationId}`, query, waitMs: OPERATION_WAIT_MS, signal };
    this.#awaitsPicture = true;
    try {
      await inTurn(`hatched-buddy wait ${this.#origin}`, signal, async () => {
        // A poll may have brought the picture in the meantime.
        if (session.confirmed?.pending_operations[0]?.operation_id !== operationId) return;
        await session.client.call<Operation>(call);
        await session.load(signal);
      });
    } catch (error) {
      if (!signal.aborted) console.warn('hatched-buddy: could not wait for the picture.', error);
    } finally {
      this.#awaitsPicture = false;
    }
  }

  /** Renews the token at 80 % of its life, again and again. */
  #renewInTime(): void {
    const { tokens } = this.#session;
    if (tokens.dueAt === Infinity) return;
    const wait = Math.min(Math.max(tokens.dueAt - performance.now(), RECONNECT_MS), LONGEST_TIMER_MS);
    this.#renewal = setTimeout(() => {
      void tokens.current().then(
        () => this.#renewInTime(),
        () => undefined,
      );
    }, wait);
  }

  /** Asking again would not help: the credential is refused. A buddy that is not there yet may hatch. */
  get #hopeless(): boolean {
    const { error } = this.#session;
    return !!error && !error.passing && error.status !== 404;
  }
}

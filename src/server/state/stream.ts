import type { ServerResponse } from 'node:http';
import type { Millis } from '../../engine/types.ts';
import { Refusal } from '../../contract/errors.ts';
import { rfc3339 } from '../http/times.ts';
import type { CurrentState } from './cache.ts';
import type { Parts } from '../context.ts';

const HEARTBEAT_MS = 15_000;
/** Node's own run at once where they should wait for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface StreamOptions {
  response: ServerResponse;
  /** Headers that the plugins have already set on the reply. */
  headers: Record<string, number | string | string[] | undefined>;
  buddy_id: string;
  /** The stream ends with this credential. */
  credentialId: string;
  /** Null: the credential does not end by itself. */
  expires_at: Millis | null;
  /** The version that the client has already, from `Last-Event-ID`. */
  lastEventId: string | undefined;
  /** Null: the buddy is gone. */
  state: () => Promise<CurrentState | null>;
  onEnd: () => void;
}

/**
 * The state of a buddy as server-sent events: at once, and again after every commit that changes it. Changes that come
 * faster than the client reads are drawn together; a client that does not read at all is dropped.
 */
export function streamState(parts: Pick<Parts, 'live' | 'timers' | 'clock' | 'log'>, options: StreamOptions): void {
  new StateStream(parts, options).open();
}

class StateStream {
  readonly #parts: Pick<Parts, 'live' | 'timers' | 'clock' | 'log'>;
  readonly #options: StreamOptions;
  readonly #response: ServerResponse;
  #stops: (() => void)[] = [];
  #stopHeartbeat: () => void = () => undefined;
  #stopExpiry: () => void = () => undefined;
  /** The ETag of the last state that was sent; null before the first: then `lastEventId` says what the client has. */
  #etag: string | null = null;
  #followed: string | null = null;
  #stopFollowing: () => void = () => undefined;
  #isDue = false;
  #isReading = false;
  #hasEnded = false;

  constructor(parts: Pick<Parts, 'live' | 'timers' | 'clock' | 'log'>, options: StreamOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#response = options.response;
  }

  open(): void {
    const { live, log } = this.#parts;
    const { headers, buddy_id, credentialId, expires_at } = this.#options;
    // The client hung up during the look-up: its `close` event has passed and will not come again.
    if (this.#response.destroyed) return this.#leave();
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // Nothing follows a stream; a connection kept for more would hold up the server's stop.
      connection: 'close',
    });
    // Written at once: a client that gets nothing assumes that something on the way buffers the stream.
    this.#response.write(':\n\n');
    this.#response.on('close', () => this.#leave());
    this.#response.on('drain', () => this.#isDue && this.#refresh());
    // A write to a client that has just gone; `close` follows.
    this.#response.on('error', (error) => log.debug({ err: error }, 'A state stream broke'));
    this.#stops = [
      () => this.#stopFollowing(),
      // The credential was revoked, or a message that says so may be lost: the client reconnects and is authenticated anew.
      live.on(credentialId, () => this.#end()),
      live.onClose(() => this.#end()),
    ];
    this.#follow(buddy_id);
    this.#beat();
    if (expires_at !== null) this.#awaitEnd(expires_at);
    this.#refresh();
  }

  /** Another row may be in the seat since. */
  #follow(buddy_id: string): void {
    if (this.#followed === buddy_id) return;
    this.#stopFollowing();
    this.#followed = buddy_id;
    this.#stopFollowing = this.#parts.live.on(buddy_id, () => this.#refresh());
  }

  #leave(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    for (const stop of this.#stops) stop();
    this.#stopHeartbeat();
    this.#stopExpiry();
    this.#options.onEnd();
  }

  #end(): void {
    this.#leave();
    this.#response.end();
  }

  #awaitEnd(at: Millis): void {
    const { timers, clock } = this.#parts;
    const left = at - clock();
    if (left <= 0) return this.#expire();
    this.#stopExpiry = timers.after(Math.min(left, LONGEST_TIMER_MS), () => this.#awaitEnd(at));
  }

  #expire(): void {
    this.#response.write('event: expired\ndata: {}\n\n');
    this.#end();
  }

  #refresh(): void {
    this.#isDue = true;
    if (!this.#isReading) void this.#bringUpToDate();
  }

  async #bringUpToDate(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#isDue && !this.#hasEnded && !this.#response.writableNeedDrain) {
        this.#isDue = false;
        const state = await this.#options.state();
        if (this.#hasEnded) return;
        if (!state) return this.#end();
        this.#follow(state.buddy_id);
        this.#send(state);
      }
    } catch (error) {
      // The client comes back, and then gets the reason as an answer.
      if (!(error instanceof Refusal)) {
        const { buddy_id } = this.#options;
        this.#parts.log.warn({ err: error, buddy_id }, 'A state stream could not read its state');
      }
      this.#end();
    } finally {
      this.#isReading = false;
    }
  }

  #send(state: CurrentState): void {
    const { version, json, etag } = state;
    const isKnown = this.#etag === null ? this.#wasBrought(state) : this.#etag === etag;
    this.#etag = etag;
    const now = rfc3339(this.#parts.clock());
    if (!isKnown) this.#response.write(`event: state\nid: ${version}\nnow: ${now}\ndata: ${json}\n\n`);
  }

  /** Whether the client has it already. A version that is older than the quarter of an hour may look otherwise by now. */
  #wasBrought({ version, steadyUntil }: CurrentState): boolean {
    return this.#options.lastEventId === String(version) && this.#parts.clock() < steadyUntil;
  }

  #beat(): void {
    this.#stopHeartbeat = this.#parts.timers.after(HEARTBEAT_MS, () => {
      if (this.#response.writableNeedDrain) {
        this.#response.destroy();
        return;
      }
      this.#response.write(':\n\n');
      // The state also changes with the hour.
      this.#refresh();
      this.#beat();
    });
  }
}

import type { SeatState } from '../../contract/buddy/state.ts';
import { Limit } from '../api/limit.ts';
import type { Session } from '../session/session.ts';
import { streamMessages } from './event-stream.ts';

/** A server says something at once. Where nothing comes so soon, something in between may be holding it back. */
const FIRST_SIGN_MS = 4_000;
/** The server sends a comment every 15 s: two missed, and the line is dead. */
const SILENCE_MS = 35_000;

interface StreamListener {
  /** The stream is open and speaks. */
  flows: () => void;
  /** It is open, as far as we know, and nothing comes. */
  stalls: () => void;
  state: (state: SeatState) => void;
}

/**
 * Follows the stream to its end.
 * @returns whether it was of use: not where it said nothing, or fell silent without an end
 */
export async function follow(session: Session, signal: AbortSignal, listener: StreamListener): Promise<boolean> {
  const { client, confirmed } = session;
  const silence = new Limit(SILENCE_MS, signal);
  const stall = setTimeout(listener.stalls, FIRST_SIGN_MS);
  let flows = false;
  try {
    const headers = { 'last-event-id': `${confirmed?.version}`, accept: 'text/event-stream' };
    const { body, headers: answered } = await client.open({ path: 'stream', headers }, silence.signal);
    if (!answered.get('content-type')?.startsWith('text/event-stream')) return false;
    for await (const { event, data } of streamMessages(body!)) {
      silence.extend(SILENCE_MS);
      clearTimeout(stall);
      if (!flows) listener.flows();
      flows = true;
      if (event === 'state') listener.state(JSON.parse(data) as SeatState);
      if (event === 'now') client.clock.set(data);
    }
    return flows;
  } catch (error) {
    signal.throwIfAborted();
    // Without an answer the line was cut, and is tried again; an answer is the server's refusal.
    if ((error as { status?: number }).status) session.fail(error);
    return false;
  } finally {
    clearTimeout(stall);
    silence.end();
  }
}

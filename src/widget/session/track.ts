import type { TrackAnswer } from '../../contract/widget.ts';
import { failureOf, type WidgetError } from '../api/errors.ts';
import { encode } from '../api/json.ts';
import { nap } from '../api/nap.ts';
import { newIdempotencyKey } from '../api/new-key.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { notConfigured } from './credential.ts';
import type { Session } from './session.ts';

const WORD_AFTER_MS = 1_500;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** The ends of what sessions still have to send. */
const last = new WeakMap<Session, Promise<unknown>>();

/**
 * Tells the server what the user did. Where the server cannot be reached, it is kept and tried again under the same id for
 * as long as this page lives; the element says so to the person and, by an event, to the page.
 * @throws WidgetError where the server refuses it
 */
export async function track(
  element: EventTarget,
  session: Session | undefined,
  type: string,
  properties?: Record<string, unknown>,
  eventId = newIdempotencyKey(),
): Promise<TrackAnswer> {
  const body = encode({ event_id: eventId, type, properties });
  try {
    if (!session) throw notConfigured();
    const send = () => deliver(session, body);
    const sent = (last.get(session) ?? Promise.resolve()).then(send, send);
    last.set(session, sent);
    return await sent;
  } catch (error) {
    element.dispatchEvent(new HatchedErrorEvent(failureOf(error)));
    throw error;
  }
}

async function deliver(session: Session, body: string): Promise<TrackAnswer> {
  let trouble: WidgetError | null = null;
  const { subject: whose } = session.tokens;
  const call = { path: 'track', method: 'POST', body, whose } as const;
  let isShown = false;
  // The elements of the session tell their page, too.
  const say = () => {
    if (isShown) return;
    isShown = true;
    trouble ??= failureOf(new Error('no answer yet'));
    session.keep(trouble);
  };
  const word = setTimeout(say, WORD_AFTER_MS);
  const onWait = (error: WidgetError) => (trouble = error);
  try {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await session.take(session.client.call<TrackAnswer>({ ...call, onWait }));
      } catch (error) {
        trouble = failureOf(error);
        if (!trouble.passing) throw error;
        say();
        await nap(Math.max(wait, trouble.retryAfterMs ?? 0));
      }
    }
  } finally {
    clearTimeout(word);
    if (isShown) session.kept();
  }
}

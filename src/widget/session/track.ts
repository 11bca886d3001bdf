import type { TrackAnswer } from '../../contract/widget.ts';
import { failureOf } from '../api/errors.ts';
import { newKey } from '../api/new-key.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import { notConfigured } from './credential.ts';
import type { Session } from './session.ts';

/** Tells the server what the user did; the element tells the page where that fails, too. */
export async function track(
  element: EventTarget,
  session: Session | undefined,
  type: string,
  properties?: Record<string, unknown>,
  eventId = newKey(),
): Promise<TrackAnswer> {
  const body = { event_id: eventId, type, properties };
  try {
    if (!session) throw notConfigured();
    return await session.take(session.client.call<TrackAnswer>({ path: 'track', method: 'POST', body }));
  } catch (error) {
    element.dispatchEvent(new HatchedErrorEvent(failureOf(error)));
    throw error;
  }
}

import type { Credential } from './credential.ts';
import type { Early } from './early.ts';
import { type Holder, Session } from './session.ts';

const sessions = new Set<Session>();

/**
 * The page's session for a credential: elements that name the same one share it.
 * @param early what the loader has asked for on the holder's behalf
 */
export function joinSession(credential: Credential, holder: Holder, early?: Early): Session {
  const known = [...sessions].find((session) => session.serves(credential, holder));
  const session = known ?? new Session(credential);
  if (!known) session.client.early = early;
  sessions.add(session);
  session.join(holder);
  return session;
}

export function leaveSession(session: Session, holder: Holder): void {
  session.leave(holder);
  if (session.holders.size === 0) sessions.delete(session);
}

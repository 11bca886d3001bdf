import type { Credential } from './credential.ts';
import { type Holder, Session } from './session.ts';

const sessions = new Set<Session>();

/** The page's session for a credential: elements that name the same one share it. */
export function joinSession(credential: Credential, holder: Holder): Session {
  const known = [...sessions].find((session) => session.serves(credential, holder));
  const session = known ?? new Session(credential);
  sessions.add(session);
  session.join(holder);
  return session;
}

export function leaveSession(session: Session, holder: Holder): void {
  session.leave(holder);
  if (session.holders.size === 0) sessions.delete(session);
}

/** Event ids that are sent hold no control characters, so that none can equal a stored one. */
const MARK = '\u001f';

/**
 * The id under which an event from a browser is stored: the pages of different users, and the customer's server, may use
 * the same ids.
 */
export function browserEventId(buddy_id: string, event_id: string): string {
  return `${buddy_id}${MARK}${event_id}`;
}

/** The id as it was sent. */
export function senderEventId(stored: string): string {
  return stored.slice(stored.indexOf(MARK) + 1);
}

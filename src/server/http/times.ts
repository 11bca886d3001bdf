import type { Millis } from '../../engine/types.ts';

/** RFC 3339, UTC. */
export const rfc3339 = (at: Millis): string => new Date(at).toISOString();

export const rfc3339OrNull = (at: Millis | null): string | null => (at === null ? null : rfc3339(at));

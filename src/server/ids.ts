import { encodeTime, monotonicFactory } from 'ulid';
import { ID_PREFIX, type IdKind } from '../contract/ids.ts';
import type { Millis } from '../engine/types.ts';

const TIME_LENGTH = 10;

/** `evt_` and a ULID in lower case. Ids of one maker sort in the order in which they were made, whatever the clock does. */
export function idMaker(clock: () => Millis): (kind: IdKind) => string {
  const ulid = monotonicFactory();
  return (kind) => `${ID_PREFIX[kind]}_${ulid(clock()).toLowerCase()}`;
}

/** Sorts before every id that is made from then on, and after every id made before. */
export function firstIdOf(kind: IdKind, time: Millis): string {
  return `${ID_PREFIX[kind]}_${encodeTime(Math.max(time, 0), TIME_LENGTH).toLowerCase()}`;
}

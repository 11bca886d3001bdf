import { randomFillSync } from 'node:crypto';
import { ID_PREFIX, type IdKind } from '../contract/ids.ts';
import type { Millis } from '../engine/types.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/**
 * Prefix, ten characters of time, sixteen of chance. Two ids of one maker never stand still: within a millisecond the
 * random part counts up, so that ids sort in the order in which they were made.
 */
export function idMaker(clock: () => Millis): (kind: IdKind) => string {
  const random = new Uint8Array(RANDOM_LENGTH);
  let last = -1;
  let stamp = '';

  function nextRandom(now: Millis): void {
    if (now !== last) {
      last = now;
      stamp = encodeTime(now);
      randomFillSync(random);
      for (let i = 0; i < RANDOM_LENGTH; i++) random[i] = random[i]! & 31;
      random[0] = random[0]! & 15; // room to count up
      return;
    }
    for (let i = RANDOM_LENGTH - 1; i >= 0; i--) {
      if (random[i]! < 31) {
        random[i] = random[i]! + 1;
        return;
      }
      random[i] = 0;
    }
  }

  return (kind) => {
    nextRandom(Math.max(clock(), last));
    let suffix = stamp;
    for (const digit of random) suffix += ALPHABET[digit];
    return `${ID_PREFIX[kind]}_${suffix}`;
  };
}

/** Sorts before every id that is made from then on, and after every id made before. */
export function firstIdOf(kind: IdKind, time: Millis): string {
  return `${ID_PREFIX[kind]}_${encodeTime(Math.max(time, 0))}`;
}

function encodeTime(time: Millis): string {
  let text = '';
  for (let i = 0, rest = time; i < TIME_LENGTH; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}

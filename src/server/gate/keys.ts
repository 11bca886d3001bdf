import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Mode } from '../../contract/common.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 36;
const CHECKSUM_LENGTH = 6;

type KeyKind = 'secret' | 'publishable';
interface NewKey {
  key: string;
  hash: string;
  masked_key: string;
}

/** `hatch_live_`, `hatch_test_` or `hatch_pk_`, 36 random characters (214 bits), six of checksum. */
export function newKey(kind: KeyKind, mode: Mode, random: (bytes: number) => Buffer): NewKey {
  const body = `${kind === 'publishable' ? 'hatch_pk_' : `hatch_${mode}_`}${randomText(random)}`;
  const key = body + checksum(body);
  return { key, hash: hashOf(key), masked_key: mask(key) };
}

/** SHA-256, hex. The keys are long and random: nothing slower is needed, and every request pays for it. */
export const hashOf = (credential: string): string => hash('sha256', credential, 'hex');

export const mask = (key: string): string => `${/^hatch_[a-z]+_/.exec(key)?.[0] ?? ''}…${key.slice(-4)}`;

/**
 * Whether a key that nobody knows was probably copied wrongly. Only generated keys carry a checksum, so this is asked
 * after the look-up has failed, and never instead of it.
 */
export function looksMistyped(key: string): boolean {
  const body = key.slice(0, -CHECKSUM_LENGTH);
  return /^hatch_(live|test|pk)_/.test(key) && checksum(body) !== key.slice(-CHECKSUM_LENGTH);
}

function checksum(text: string): string {
  let digits = '';
  for (let rest = crc32(text), i = 0; i < CHECKSUM_LENGTH; i++, rest = Math.floor(rest / 62)) {
    digits = DIGITS[rest % 62] + digits;
  }
  return digits;
}

function randomText(random: (bytes: number) => Buffer): string {
  let text = '';
  while (text.length < RANDOM_LENGTH) {
    for (const byte of random(RANDOM_LENGTH)) {
      // 248 = 4 × 62: larger bytes would make the first digits likelier.
      if (byte < 248 && text.length < RANDOM_LENGTH) text += DIGITS[byte % 62];
    }
  }
  return text;
}

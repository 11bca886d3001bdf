import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOf, looksMistyped, mask, newKey } from '../../../src/server/gate/keys.ts';

test('a key names its kind and mode and fits what bootstrap keys look like', () => {
  expect(newKey('secret', 'live', randomBytes).key).toMatch(/^hatch_live_[A-Za-z0-9]{42}$/);
  expect(newKey('secret', 'test', randomBytes).key).toMatch(/^hatch_test_[A-Za-z0-9]{42}$/);
  expect(newKey('publishable', 'live', randomBytes).key).toMatch(/^hatch_pk_[A-Za-z0-9]{42}$/);
});

test('no two keys are alike, and what is kept of one is a hash and its ends', () => {
  const made = Array.from({ length: 200 }, () => newKey('secret', 'test', randomBytes));
  expect(new Set(made.map(({ key }) => key)).size).toBe(200);
  for (const { key, hash, masked_key } of made) {
    expect(hash).toBe(hashOf(key));
    expect(masked_key).toBe(`hatch_test_…${key.slice(-4)}`);
    expect(masked_key).toBe(mask(key));
  }
});

test('a generated key is whole; any one wrong character shows', () => {
  const { key } = newKey('secret', 'live', randomBytes);
  expect(looksMistyped(key)).toBe(false);
  for (let at = 'hatch_live_'.length; at < key.length; at++) {
    const other = key[at] === 'x' ? 'y' : 'x';
    expect(looksMistyped(key.slice(0, at) + other + key.slice(at + 1)), `character ${at}`).toBe(true);
  }
  expect(looksMistyped(key.slice(0, -1))).toBe(true);
});

test('every digit is as likely as every other', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 2000; i++) {
    const random = newKey('publishable', 'live', randomBytes).key.slice('hatch_pk_'.length, -6);
    for (const digit of random) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  }
  const expected = (2000 * 36) / 62;
  expect(counts.size).toBe(62);
  for (const [digit, count] of counts) expect(Math.abs(count / expected - 1), digit).toBeLessThan(0.25);
});

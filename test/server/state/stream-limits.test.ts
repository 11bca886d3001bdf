import { expect, test } from 'vitest';
import { createStreamLimits, MOST_OF_ADDRESS, MOST_OF_BUDDY } from '../../../src/server/state/stream-limits.ts';

const REFUSED = expect.objectContaining({ code: 'rate_limited' });

test('of a buddy so many, from wherever they come', () => {
  const limits = createStreamLimits();
  const enter = (at: number) => limits.enter({ buddy_id: 'pip', address: `192.0.2.${at}` });
  const leave = Array.from({ length: MOST_OF_BUDDY }, (_, at) => enter(at));
  expect(() => enter(99)).toThrow(REFUSED as Error);
  leave[0]!();
  enter(99);
  expect(limits.count()).toBe(MOST_OF_BUDDY);
});

test('of an address so many, of IPv6 its network', () => {
  const limits = createStreamLimits();
  const enter = (at: number, address: string) => limits.enter({ buddy_id: `buddy ${at}`, address });
  const leave = Array.from({ length: MOST_OF_ADDRESS }, (_, at) => enter(at, `2001:db8::${at.toString(16)}`));
  expect(() => enter(-1, '2001:db8::ffff')).toThrow(REFUSED as Error);
  enter(-1, '2001:db8:0:1::1');
  leave.forEach((one) => one());
  expect(limits.count()).toBe(1);
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { createLooks, type Look } from '../../../../src/server/webhooks/dispatch/looks.ts';
import { TestClock } from '../../../support/clock.ts';

const NOTHING: Look = { next_at: null, has_more: false };
const SWEEP_MS = 1_000;

/** Looks at a table that answers with these, then with nothing. */
function looksAt(...found: (Look | Error)[]) {
  const clock = new TestClock(0);
  const times: number[] = [];
  const looks = createLooks(
    { clock: clock.now, timers: clock, log: createLog('silent') },
    {
      takeUpDue() {
        times.push(performance.now());
        const next = found.shift() ?? NOTHING;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      sweep_ms: SWEEP_MS,
    },
  );
  const settle = async () => {
    while (looks.underWay()) await looks.underWay();
  };
  return { clock, looks, times, settle };
}

test('what is asked for one after the other shares a look: they do not follow each other at once', async () => {
  const { looks, times, settle } = looksAt();
  for (let turn = 0; turn < 200; turn++) {
    looks.look();
    await nextTurn();
  }
  await settle();
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  // A timer may be a millisecond early.
  expect(gaps.filter((gap) => gap < 9)).toEqual([]);
  expect(times.length).toBeGreaterThan(1);
});

test('the first look after a while does not wait', () => {
  const { looks, times } = looksAt();
  looks.look();
  expect(times).toHaveLength(1);
});

test('where there is more, the next look follows by itself', async () => {
  const more = { next_at: null, has_more: true };
  const { looks, times, settle } = looksAt(more, more);
  looks.look();
  await settle();
  expect(times).toHaveLength(3);
});

test('it looks again when the next one is due, and after a look that failed', async () => {
  const { clock, looks, times, settle } = looksAt({ next_at: 300, has_more: false }, new Error('no database'));
  looks.look();
  await settle();
  clock.advance(299);
  await settle();
  expect(times).toHaveLength(1);
  clock.advance(1);
  await settle();
  expect(times).toHaveLength(2);
  clock.advance(SWEEP_MS);
  await settle();
  expect(times).toHaveLength(3);
});

test('stopped, it looks no more', async () => {
  const { clock, looks, times, settle } = looksAt();
  looks.look();
  await settle();
  looks.stop();
  clock.advance(SWEEP_MS);
  looks.look();
  await settle();
  expect(times).toHaveLength(1);
});

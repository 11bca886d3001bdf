import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { createPolling, type Polled } from '../../../../src/server/webhooks/dispatch/polling.ts';
import { TestClock } from '../../../support/clock.ts';

const NOTHING: Polled = { nextAt: null, hasMore: false };
const SWEEP_MS = 1_000;

/** Polls at a table that answers with these, then with nothing. */
function pollingOf(...found: (Polled | Error)[]) {
  const clock = new TestClock(0);
  const times: number[] = [];
  const polling = createPolling(
    { clock: clock.now, timers: clock, log: createLog('silent') },
    {
      takeUpDue() {
        times.push(performance.now());
        const next = found.shift() ?? NOTHING;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      sweepMs: SWEEP_MS,
    },
  );
  const settle = async () => {
    while (polling.underWay()) await polling.underWay();
  };
  return { clock, polling, times, settle };
}

test('what is asked for one after the other shares a poll: they do not follow each other at once', async () => {
  const { polling, times, settle } = pollingOf();
  for (let turn = 0; turn < 200; turn++) {
    polling.poll();
    await nextTurn();
  }
  await settle();
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  // A timer may be a millisecond early.
  expect(gaps.filter((gap) => gap < 9)).toEqual([]);
  expect(times.length).toBeGreaterThan(1);
});

test('the first poll after a while does not wait', () => {
  const { polling, times } = pollingOf();
  polling.poll();
  expect(times).toHaveLength(1);
});

test('where there is more, the next poll follows by itself', async () => {
  const more = { nextAt: null, hasMore: true };
  const { polling, times, settle } = pollingOf(more, more);
  polling.poll();
  await settle();
  expect(times).toHaveLength(3);
});

test('it polls again when the next one is due, and after a poll that failed', async () => {
  const { clock, polling, times, settle } = pollingOf({ nextAt: 300, hasMore: false }, new Error('no database'));
  polling.poll();
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

test('stopped, it polls no more', async () => {
  const { clock, polling, times, settle } = pollingOf();
  polling.poll();
  await settle();
  polling.stop();
  clock.advance(SWEEP_MS);
  polling.poll();
  await settle();
  expect(times).toHaveLength(1);
});

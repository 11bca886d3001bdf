import { setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';

/** What a poll found. */
export interface Polled {
  /** When the next delivery that was not claimed is due; null: none is owed. */
  nextAt: Millis | null;
  /** More can be claimed at once. */
  hasMore: boolean;
}

interface PollingOptions {
  takeUpDue(): Promise<Polled>;
  /** The longest pause between two polls. */
  sweepMs: Millis;
}

/** When the table is polled: on request, when the next delivery is due, and at regular intervals. */
interface Polling {
  poll(): void;
  /** Resolves with the poll that is under way, and with those that were asked for meanwhile; null: there is none. */
  underWay(): Promise<void> | null;
  stop(): void;
}

/**
 * After a poll the next one waits as long as the poll took, within these limits: every delivery that ends may ask for a
 * poll, and to poll and commit for each would leave no time for the requests themselves.
 */
const APART_MS = { least: 10, most: 50 };

export function createPolling(
  { clock, timers, log }: Pick<Parts, 'clock' | 'timers' | 'log'>,
  options: PollingOptions,
): Polling {
  const { takeUpDue, sweepMs } = options;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let nextPoll = -Infinity;
  let forgetTimer = (): void => undefined;

  function poll(): void {
    isWanted = true;
    if (isStopped || running) return;
    running = pollWhileWanted().finally(() => {
      running = null;
      if (isWanted) poll();
    });
  }

  async function pollWhileWanted(): Promise<void> {
    while (isWanted && !isStopped) {
      const left = nextPoll - performance.now();
      if (left > 0) await pause(Math.ceil(left));
      isWanted = false;
      forgetTimer();
      const began = performance.now();
      const found = await takeUpDue().catch((error: unknown): Polled => {
        log.warn({ err: error }, 'Deliveries could not be looked for; that is done again');
        return { nextAt: null, hasMore: false };
      });
      const ended = performance.now();
      nextPoll = ended + Math.min(Math.max(ended - began, APART_MS.least), APART_MS.most);
      if (found.hasMore) isWanted = true;
      pollLater(found.nextAt);
    }
  }

  function pollLater(nextAt: Millis | null): void {
    if (isStopped) return;
    const wait = nextAt === null ? sweepMs : nextAt - clock();
    forgetTimer = timers.after(Math.min(Math.max(wait, 1), sweepMs), poll);
  }

  return {
    poll,
    underWay: () => running,
    stop() {
      isStopped = true;
      forgetTimer();
    },
  };
}

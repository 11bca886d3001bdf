import { setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';

/** What a look found. */
export interface Look {
  /** When the next one that was left is to be taken up; null: none is owed. */
  next_at: Millis | null;
  /** There is more that can be taken up at once. */
  has_more: boolean;
}

export interface LooksOptions {
  takeUpDue(): Promise<Look>;
  /** The longest pause between two looks. */
  sweep_ms: Millis;
}

/** When the table is looked at: as soon as somebody asks, when the next one is due, and every so often. */
export interface Looks {
  look(): void;
  /** Ends with the look that is under way, those included that were asked for meanwhile; null: there is none. */
  underWay(): Promise<void> | null;
  stop(): void;
}

/**
 * After a look what is asked for waits as long as the look took, within these: each lane that gets free asks, and a look
 * and a commit for each of them would leave no time for the requests themselves.
 */
const APART_MS = { least: 10, most: 50 };

export function createLooks(
  { clock, timers, log }: Pick<Parts, 'clock' | 'timers' | 'log'>,
  options: LooksOptions,
): Looks {
  const { takeUpDue, sweep_ms } = options;
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let next_look = -Infinity;
  let forgetTimer = (): void => undefined;

  function look(): void {
    isWanted = true;
    if (isStopped || looking) return;
    looking = lookAround().finally(() => {
      looking = null;
      if (isWanted) look();
    });
  }

  async function lookAround(): Promise<void> {
    while (isWanted && !isStopped) {
      const left = next_look - performance.now();
      if (left > 0) await pause(Math.ceil(left));
      isWanted = false;
      forgetTimer();
      const began = performance.now();
      const found = await takeUpDue().catch((error: unknown): Look => {
        log.warn({ err: error }, 'Deliveries could not be looked for; that is done again');
        return { next_at: null, has_more: false };
      });
      const ended = performance.now();
      next_look = ended + Math.min(Math.max(ended - began, APART_MS.least), APART_MS.most);
      if (found.has_more) isWanted = true;
      lookLater(found.next_at);
    }
  }

  function lookLater(next_at: Millis | null): void {
    if (isStopped) return;
    const wait = next_at === null ? sweep_ms : next_at - clock();
    forgetTimer = timers.after(Math.min(Math.max(wait, 1), sweep_ms), look);
  }

  return {
    look,
    underWay: () => looking,
    stop() {
      isStopped = true;
      forgetTimer();
    },
  };
}

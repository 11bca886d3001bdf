import { setTimeout as pause } from 'node:timers/promises';
import type { Parts } from '../../context.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { Claim } from './attempt.ts';
import type { DeliveryQueue, Result } from './queries.ts';
import type { EndpointChange } from '../disabling/disabling.ts';

/** Writes the results of attempts, those that came in together in one transaction. */
interface Recorder {
  /** Answers once it is written: false where the row was not ours any more, or could not be written in time. */
  record(result: Result, claim: Pick<Claim, 'lease'>): Promise<boolean>;
}

const AT_ONCE = 100;
const AGAIN_MS = 500;

interface Waiting {
  result: Result;
  claim: Pick<Claim, 'lease'>;
  written: (isOurs: boolean) => void;
}

/** `claimed` returns once no claim is under way: one may just be giving a row that we hold another lease. */
export function createRecorder(
  queue: DeliveryQueue,
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  claimed: () => Promise<unknown>,
): Recorder {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      await claimed();
      const batch = waiting.splice(0, AT_ONCE);
      const ours = await write(batch.map(({ result, claim }) => ({ ...result, lease: claim.lease })));
      for (const one of batch) one.written(ours.has(one.result.delivery_id));
    }
    isWriting = false;
  }

  /** Without a database it tries until the leases have ended: then the deliveries are tried again anyway. */
  async function write(results: Result[]): Promise<ReadonlySet<string>> {
    const end = Math.max(...results.map(({ lease }) => lease));
    for (;;) {
      try {
        const { ours, changes } = await queue.record(results, clock());
        changes.forEach(tell);
        return ours;
      } catch (error) {
        if (error instanceof StoreUnavailable && clock() < end) await pause(AGAIN_MS);
        else {
          log.error({ err: error, deliveries: results.length }, 'What became of deliveries could not be written');
          return new Set();
        }
      }
    }
  }

  function tell({ change, ...about }: EndpointChange): void {
    if (change === 'disabled') log.warn(about, 'A webhook endpoint was disabled: mend it, then set it active again');
    else log.info(about, 'A webhook endpoint answers again');
  }

  return {
    record: (result, claim) =>
      new Promise((resolve) => {
        waiting.push({ result, claim, written: resolve });
        if (isWriting) return;
        isWriting = true;
        // What ends in the same turn is written together.
        setImmediate(() => void writeAll());
      }),
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Parts } from '../../context.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { Claim } from './attempt.ts';
import type { DeliveryQueue, AttemptResult } from './queries.ts';
import type { EndpointChange } from '../disabling/disabling.ts';

/** Writes the results of attempts, those that came in together in one transaction. */
interface Recorder {
  /** Resolves once it is written: false where the row was not claimed any more, or could not be written in time. */
  record(result: AttemptResult, claim: Pick<Claim, 'lease'>): Promise<boolean>;
}

const AT_ONCE = 100;
const RETRY_MS = 500;

interface QueuedResult {
  result: AttemptResult;
  claim: Pick<Claim, 'lease'>;
  written: (isOurs: boolean) => void;
}

/** `claimed` resolves once no claim is under way: one may be extending the lease of a row that this process holds. */
export function createRecorder(
  queue: DeliveryQueue,
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  claimed: () => Promise<unknown>,
): Recorder {
  const waiting: QueuedResult[] = [];
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

  /** Retries while the database is unavailable, until the leases have ended: then the deliveries are sent again anyway. */
  async function write(results: AttemptResult[]): Promise<ReadonlySet<string>> {
    const end = Math.max(...results.map(({ lease }) => lease));
    for (;;) {
      try {
        const { ours, changes } = await queue.record(results, clock());
        changes.forEach(tell);
        return ours;
      } catch (error) {
        if (error instanceof StoreUnavailable && clock() < end) await pause(RETRY_MS);
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
        // Attempts that end in the same turn are written together.
        setImmediate(() => void writeAll());
      }),
  };
}

import { call } from '../workspace.ts';
import { pastEvent, type History } from './history.ts';

/**
 * Sends a part of a history in batches, in a process of its own: what it does takes no time from the process that measures
 * how long reads take meanwhile. The part is one line of JSON, the answer how many seconds it took.
 */
export interface Part extends History {
  url: string;
  from: number;
  count: number;
  now: number;
}

interface Taken {
  applied: number;
  duplicates: number;
}

const BATCH = 500;
const SENDERS = 4;

async function sendAll({ url, from, count, now, ...history }: Part): Promise<number> {
  const end = from + count;
  let next = from;
  const send = async () => {
    while (next < end) {
      const first = next;
      next = Math.min(end, next + BATCH);
      const events = Array.from({ length: next - first }, (_, index) => pastEvent(history, first + index, now));
      const sending = () => call<Taken>(url, 'POST', '/events/batch', { events });
      // A connection may be closed just as it is used again: the event ids make it safe to send them once more.
      const { applied, duplicates } = await sending().catch(sending);
      if (applied + duplicates !== events.length)
        throw new Error(`Of ${events.length} events ${applied} were applied.`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: SENDERS }, send));
  return (performance.now() - started) / 1000;
}

console.log(await sendAll(JSON.parse(process.argv[2]!) as Part));

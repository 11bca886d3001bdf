import { nap } from '../api/nap.ts';
import { channel } from './share.ts';
import { ended } from './turn.ts';

const ANSWER_MS = 300;
const AGAIN_MS = 10_000;

/** The ends of what this page has at work or in line, by name. */
const lines = new Map<string, Promise<unknown>>();

/** Does the work in one place of an origin at a time, as well as it can be had where a page has no locks. */
export async function withoutLocks(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const before = lines.get(name);
  const mine = Promise.race([before, ended(signal)]).then(() => elected(name, signal, work));
  const end = Promise.allSettled([before, mine]);
  lines.set(name, end);
  void end.then(() => {
    if (lines.get(name) === end) lines.delete(name);
  });
  return mine;
}

/** Asks the other tabs whether one of them is at it. Of two that ask at once the smaller number goes first. */
async function elected(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const tabs = channel(`${name} turn`);
  if (!tabs) return work();
  const number = Math.random();
  let taken = false;
  let works = false;
  tabs.onmessage = ({ data }: MessageEvent<number | null>) => {
    if (data === null) taken = true;
    else if (works || number < data) tabs.postMessage(null);
  };
  try {
    for (;;) {
      taken = false;
      tabs.postMessage(number);
      await nap(ANSWER_MS, signal);
      if (!taken) break;
      await nap(AGAIN_MS, signal);
    }
    works = true;
    await work();
  } finally {
    tabs.close();
  }
}

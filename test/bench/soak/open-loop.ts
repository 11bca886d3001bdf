import type { Answer, Workload } from './workload.ts';

export interface Timed extends Answer {
  /** From when the call was due: what waited to be sent has waited, too. */
  ms: number;
}

/** Two hundred thousand calls that wait would measure this process and not the server. */
const MOST_OPEN = 20_000;

/** Makes calls when they are due, whether the others have been answered or not. */
export async function openLoop(load: Workload, a_second: number, seconds: number): Promise<Timed[]> {
  const began = performance.now();
  const all = Math.floor(a_second * seconds);
  const timed: Timed[] = [];
  const open = new Set<Promise<void>>();
  for (let n = 0; n < all;) {
    const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * a_second));
    for (; n < due; n++) {
      if (open.size >= MOST_OPEN) {
        timed.push({ kind: 'event', code: 'not sent: too many wait', ms: Infinity });
        continue;
      }
      const dueAt = began + (n / a_second) * 1000;
      const call = load.call().then((answer) => void timed.push({ ...answer, ms: performance.now() - dueAt }));
      open.add(call);
      void call.finally(() => open.delete(call));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(open);
  return timed;
}

/** As many as it can do: so many callers, each with the next call as soon as the last is answered. */
export async function capacity(load: Workload, callers: number, seconds: number): Promise<number> {
  const ends = performance.now() + seconds * 1000;
  let calls = 0;
  const caller = async () => {
    for (; performance.now() < ends; calls++) await load.call();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return calls / seconds;
}

import type { Millis } from '../../engine/types.ts';

const FRESH_MS = 1000;

/** Does the work at most once a second and shares its result. Work that fails is done again. */
export function onceASecond<T>(clock: () => Millis, work: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined;
  let begunAt = -Infinity;
  return () => {
    const now = clock();
    if (last && now - begunAt < FRESH_MS) return last;
    begunAt = now;
    const next = work();
    last = next;
    next.catch(() => {
      if (last === next) last = undefined;
    });
    return next;
  };
}

import { Refusal } from '../../contract/errors.ts';

/** Of one buddy with one credential: tabs and windows of one user, with room to spare. */
const MOST_EACH = 20;
const MOST = 20_000;

export interface StreamLimits {
  /** Counts a stream until the answer is called; refuses the one too many. */
  enter(name: string): () => void;
  /** How many are open. */
  count(): number;
}

export function createStreamLimits(): StreamLimits {
  const open = new Map<string, number>();
  let all = 0;

  function leave(name: string): void {
    all--;
    const left = open.get(name)! - 1;
    if (left === 0) open.delete(name);
    else open.set(name, left);
  }

  return {
    enter(name) {
      const there = open.get(name) ?? 0;
      if (there >= MOST_EACH || all >= MOST) {
        throw new Refusal('rate_limited', 'Too many state streams are open. Close some, or poll GET /widget/state.');
      }
      all++;
      open.set(name, there + 1);
      return () => leave(name);
    },
    count: () => all,
  };
}

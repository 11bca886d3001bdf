import { Refusal } from '../../contract/errors.ts';
import { networkOf } from '../gate/networks.ts';

/** Of one buddy, whatever the credentials: tabs and windows of one user, with room to spare. */
export const MOST_OF_BUDDY = 20;
/** A whole school may share one address. */
export const MOST_OF_ADDRESS = 2_000;
const MOST = 20_000;

export interface StreamLimits {
  /** Counts a stream until the answer is called; refuses the one too many. */
  enter(stream: { buddy_id: string; address: string }): () => void;
  /** How many are open. */
  count(): number;
}

export function createStreamLimits(): StreamLimits {
  const ofBuddy = new Tally(MOST_OF_BUDDY);
  const ofAddress = new Tally(MOST_OF_ADDRESS);
  let all = 0;
  return {
    enter({ buddy_id, address }) {
      const network = networkOf(address);
      if (all >= MOST || ofBuddy.isFull(buddy_id) || ofAddress.isFull(network)) {
        throw new Refusal('rate_limited', 'Too many state streams are open. Close some, or poll GET /widget/state.');
      }
      all++;
      ofBuddy.add(buddy_id);
      ofAddress.add(network);
      return () => {
        all--;
        ofBuddy.remove(buddy_id);
        ofAddress.remove(network);
      };
    },
    count: () => all,
  };
}

class Tally {
  readonly #most: number;
  readonly #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  isFull(name: string): boolean {
    return (this.#counts.get(name) ?? 0) >= this.#most;
  }

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  remove(name: string): void {
    const left = this.#counts.get(name)! - 1;
    if (left === 0) this.#counts.delete(name);
    else this.#counts.set(name, left);
  }
}

import { setImmediate as turn } from 'node:timers/promises';

let last: Promise<void> = Promise.resolve();

/**
 * Lets calls have their turn before long work goes on. All who wait here go on one by one, each in a turn of the event loop
 * of its own: a call that takes some turns to be answered waits for one slice of work in each, not for a slice of everybody's.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => turn());
  return last;
}

/** To be called after each piece of long work: others have a turn once the pieces since the last one have taken `ms`. */
export function turnsAfter(ms: number): () => Promise<void> {
  let ends = performance.now() + ms;
  return async () => {
    if (performance.now() < ends) return;
    await nextTurn();
    ends = performance.now() + ms;
  };
}

/** So many wait for one key; who comes then is refused. */
const MOST = 20;

/** Too many want the same thing at once. */
export class Busy extends Error {}

/** Work on one key waits until the work before it is done: two tabs that start over do so one after the other. */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  return (key, work) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    lines.set(key, line);
    if (line.length >= MOST)
      return Promise.reject(new Busy('Too many ask for the same learner. Try again in a moment.'));
    line.length++;
    const turn = line.last.then(work, work).finally(() => line.length--);
    line.last = turn;
    return turn;
  };
}

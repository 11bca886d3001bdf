/** Counts the turns of the event loop until it is stopped. */
export function countTurns(): { now: () => number; stop: () => void } {
  let count = 0;
  let isOver = false;
  const next = () => {
    count++;
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  return { now: () => count, stop: () => void (isOver = true) };
}

/** Keeps the processor busy for longer than a slice may ever be, as many commands do together. */
export function workLong(): void {
  for (const end = performance.now() + 40; performance.now() < end;);
}

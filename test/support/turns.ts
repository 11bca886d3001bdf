/** How often `mark` was called in each turn of the event loop in which it was called at all, while `work` went on. */
export async function perTurn(work: (mark: () => void) => Promise<unknown>): Promise<number[]> {
  const marks = new Map<number, number>();
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  try {
    await work(() => void marks.set(turn, (marks.get(turn) ?? 0) + 1));
  } finally {
    isOver = true;
  }
  return [...marks.values()];
}

/** First and last period of each; ascending, never touching. Nobody changes a run in place. */
type Runs = [number, number][];

/** The runs with one more period; null where it is there already. */
export function withPeriod(runs: Runs, period: number): Runs | null {
  const next = firstAfter(runs, period);
  const previous = runs[next - 1];
  if (previous && period <= previous[1]) return null;
  const following = runs[next];
  const joinsPrevious = previous?.[1] === period - 1;
  const joinsFollowing = following?.[0] === period + 1;
  const run: [number, number] = [joinsPrevious ? previous[0] : period, joinsFollowing ? following[1] : period];
  return [...runs.slice(0, joinsPrevious ? next - 1 : next), run, ...runs.slice(joinsFollowing ? next + 1 : next)];
}

export function includes(runs: Runs, period: number): boolean {
  const run = runs[firstAfter(runs, period) - 1];
  return run !== undefined && period <= run[1];
}

/** The index of the first run that starts after the period. Late ticks are rare, so look from the end. */
function firstAfter(runs: Runs, period: number): number {
  let index = runs.length;
  while (index > 0 && runs[index - 1]![0] > period) index--;
  return index;
}

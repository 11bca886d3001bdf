const MINUTE_MS = 60_000;

/**
 * So many calls of an address in a minute. Whoever needs no password for a token could otherwise have thousands, and each
 * is a row of the server's. False: one too many.
 */
export function createCount(most: number, now: () => number): (address: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= most;
  };
}

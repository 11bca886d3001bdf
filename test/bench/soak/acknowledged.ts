/** Reads a path of the API as the customer's server. */
export type Read = (path: string) => Promise<{ data: Record<string, string>[]; next_cursor: string | null }>;

/** What was answered with success, and so has to be there for ever. */
export class Acknowledged {
  readonly #events = new Set<string>();
  readonly #grants = new Map<string, Set<string>>();

  event(evt_id: string): void {
    this.#events.add(evt_id);
  }

  /** A grant's reason is its own. */
  grant(buddy_id: string, reason: string): void {
    const reasons = this.#grants.get(buddy_id) ?? new Set();
    this.#grants.set(buddy_id, reasons.add(reason));
  }

  get counts(): { events: number; grants: number } {
    return { events: this.#events.size, grants: [...this.#grants.values()].reduce((sum, { size }) => sum + size, 0) };
  }

  /** What is not in the log of events, and not in the ledgers. */
  async missing(read: Read): Promise<string[]> {
    const events = new Set(this.#events);
    await eachRow(read, '/events?limit=100', ({ evt_id }) => events.delete(evt_id!));
    const missing = [...events];
    for (const [buddy_id, granted] of this.#grants) {
      const reasons = new Set(granted);
      await eachRow(read, `/buddies/${buddy_id}/ledger?currency=coin&limit=100`, ({ reason }) =>
        reasons.delete(reason!),
      );
      missing.push(...reasons);
    }
    return missing;
  }
}

async function eachRow(read: Read, path: string, look: (row: Record<string, string>) => unknown): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<Read>> = await read(`${path}${cursor && `&cursor=${cursor}`}`);
    page.data.forEach(look);
    cursor = page.next_cursor;
  }
}

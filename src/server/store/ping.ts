import { randomBytes } from 'node:crypto';
import { sql, type Statement } from './database.ts';
import { StoreUnavailable } from './store.ts';

/** More than a call writes, but for the largest batches. */
const PROBE_BYTES = 256 * 1024;

/** Overwrites what the last ping wrote. */
const pingAt = (now: number, bytes: number): Statement =>
  sql(
    `INSERT INTO settings (name, value) VALUES ('checked_at', $1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    // Random, so that no database can compress it.
    bytes === 0 ? String(now) : `${now} ${randomBytes(bytes / 2).toString('hex')}`,
  );

/**
 * Checks with a few bytes whether the database can be written. On a full disk these may still fit where a call's writes do
 * not: so once a write has failed for lack of space, pings write as much as a call, until one succeeds.
 */
export class Ping {
  #isFull = false;

  /** Called with every failure. */
  noted(error: unknown): void {
    if (error instanceof StoreUnavailable && error.reason === 'full') this.#isFull = true;
  }

  async send(now: number, write: (statement: Statement) => unknown): Promise<void> {
    const wasFull = this.#isFull;
    this.#isFull = false;
    try {
      await write(pingAt(now, wasFull ? PROBE_BYTES : 0));
    } catch (error) {
      this.#isFull ||= wasFull;
      throw error;
    }
  }
}

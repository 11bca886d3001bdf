import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { StoreUnavailable } from '../store.ts';

/** Resolves when the content of the file is on the disk. */
export type Sync = (descriptor: number) => Promise<void>;

interface FlushOptions {
  /** Named in error messages. */
  directory: string;
  logFile: string;
  /** Brings the write-ahead log into the database file, and waits for the disk. Throws where that fails. */
  checkpoint(): void;
  sync?: Sync | undefined;
}

/**
 * Makes commits durable. SQLite itself writes a commit into the write-ahead log and does not wait for the disk
 * (`synchronous=NORMAL`, https://sqlite.org/wal.html): a power cut could take the last commits away, whole and in order.
 * So no commit is answered before the log was flushed. A thread of Node's pool waits for that; the event loop goes on.
 */
export class Flush {
  readonly #options: FlushOptions;
  readonly #sync: Sync;
  #descriptor: number | undefined;
  #committed = 0;
  #durable = 0;
  #running: Promise<void> | undefined;
  /** After a failed flush the kernel drops the pages: a second flush would succeed and prove nothing. */
  #failed = false;

  constructor(options: FlushOptions) {
    this.#options = options;
    this.#sync = options.sync ?? promisify(fdatasync);
  }

  /** Called after each commit that has to be durable before it is answered. */
  committed(): void {
    this.#committed++;
  }

  /** Resolves when all that is committed by now is on the disk. @throws StoreUnavailable where that is not known */
  async reached(): Promise<void> {
    const wanted = this.#committed;
    while (this.#durable < wanted) {
      this.#running ??= this.#once().finally(() => (this.#running = undefined));
      await this.#running;
    }
  }

  /** Synchronously, at the end of the process. */
  close(): void {
    try {
      if (this.#durable < this.#committed) fdatasyncSync(this.#open());
    } finally {
      if (this.#descriptor !== undefined) closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }

  async #once(): Promise<void> {
    const upTo = this.#committed;
    try {
      if (this.#failed) this.#options.checkpoint();
      else await this.#sync(this.#open());
      this.#failed = false;
      this.#durable = upTo;
    } catch (error) {
      this.#failed = true;
      throw new StoreUnavailable(
        `The disk of DATA_DIR (${this.#options.directory}) did not confirm what was written: check it. ` +
          'Whether the call was carried out is not known: send it again, with the same event_id or Idempotency-Key.',
        { cause: error },
      );
    }
  }

  /** SQLite creates the file with the first statement, and keeps it while the database is open. */
  #open(): number {
    return (this.#descriptor ??= openSync(this.#options.logFile, 'r+'));
  }
}

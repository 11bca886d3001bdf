import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../log.ts';

/** Written rows after which there is a checkpoint; of events they are some 4,000 pages of the log. */
const ROWS = 4000;

/** What the thread answers when a checkpoint has succeeded. */
const DONE = 'done';

const THREAD = new URL(`checkpoint-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Copies the write-ahead log into the database file, in a thread of its own: 4,000 pages take 40 ms, for which the event
 * loop would be blocked. SQLite starts the log over only when all of it has been copied, and writes make it longer
 * meanwhile. So a second checkpoint follows, which is short, and changes wait for it. Where that is not enough, SQLite
 * itself checkpoints (`wal_autocheckpoint`).
 */
export class Checkpoints {
  readonly #file: string;
  readonly #log: Logger;
  #rows = 0;
  #thread: Worker | undefined;
  #running: Promise<void> | undefined;
  #pause: Promise<unknown> | undefined;
  #isClosed = false;

  constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
  }

  /** While it is set, changes wait for it. */
  get pause(): Promise<unknown> | undefined {
    return this.#pause;
  }

  /** So many rows were committed. */
  wrote(rows: number): void {
    this.#rows += rows;
    if (this.#rows < ROWS || this.#isClosed) return;
    // The thread does not keep up: changes wait.
    if (this.#running) this.#pause ??= this.#running;
    else this.#begin();
  }

  /** Closes the thread's connection before the server closes its own: the last one to close deletes the log. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
    const thread = this.#thread;
    if (!thread) return;
    thread.ref();
    const ended = once(thread, 'exit');
    thread.postMessage('close');
    await ended;
  }

  #begin(): void {
    this.#rows = 0;
    this.#running = this.#run().finally(() => (this.#running = this.#pause = undefined));
  }

  async #run(): Promise<void> {
    if (!(await this.#checkpoint()) || this.#isClosed) return;
    const second = this.#checkpoint();
    this.#pause ??= second;
    await second;
  }

  /** Never rejects: the next commit reports a disk that is full or fails. */
  #checkpoint(): Promise<boolean> {
    const thread = (this.#thread ??= this.#start());
    return new Promise((resolve) => {
      const ended = (problem: unknown) => {
        thread.off('message', ended).off('exit', ended);
        if (problem !== DONE) this.#log.warn({ problem }, 'A checkpoint of the database failed.');
        resolve(problem === DONE);
      };
      thread.on('message', ended).on('exit', ended);
      thread.postMessage('checkpoint');
    });
  }

  #start(): Worker {
    const thread = new Worker(THREAD, { workerData: this.#file });
    thread.on('error', (err) =>
      this.#log.warn({ err }, 'The thread for checkpoints of the database ended; it is started anew.'),
    );
    thread.on('exit', () => (this.#thread = undefined));
    thread.unref();
    return thread;
  }
}

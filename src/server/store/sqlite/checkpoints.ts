import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../log.ts';

/** Written rows after which there is a checkpoint; of events they are some 4,000 pages of the log. */
const ROWS = 4000;

/** What the thread says where all went well. */
const DONE = 'done';

const THREAD = new URL(`checkpoint-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Brings the write-ahead log into the database file, in a thread of its own: 4,000 pages take 40 ms, in which the server
 * would answer nobody. The log begins anew only when all of it has been brought over, and who goes on writing makes it
 * longer; so there is a second round, which is short, for which the changes wait. Where that is not enough, SQLite
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

  /** While there is one, changes wait for it. */
  get pause(): Promise<unknown> | undefined {
    return this.#pause;
  }

  /** So many rows were committed. */
  wrote(rows: number): void {
    this.#rows += rows;
    if (this.#rows < ROWS || this.#isClosed) return;
    // The thread does not keep up.
    if (this.#running) this.#pause ??= this.#running;
    else this.#begin();
  }

  /** The thread's connection ends before the server's: the last one removes the log. */
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

  /** Never rejects: a disk that is full, or fails, is told of by the next commit. */
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

import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A connection for checkpoints only. Each request is answered with `done`, or with what went wrong. */
const database = new DatabaseSync(workerData as string);
database.exec('PRAGMA synchronous = NORMAL');
const port = parentPort!;

port.on('message', (wanted: 'checkpoint' | 'close') => {
  if (wanted === 'close') {
    database.close();
    port.close();
    return;
  }
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    port.postMessage('done');
  } catch (error) {
    port.postMessage(error instanceof Error ? error.message : String(error));
  }
});

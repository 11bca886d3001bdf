import process from 'node:process';

/** A picture of 2048 pixels with blurs, masks and patterns takes a fifth of that. */
const MOST_BYTES = 1024 * 1024 * 1024;
const LOOK_EVERY_MS = 25;

setInterval(() => {
  // Not `process.exit`: of a thread it ends nothing but the thread. The signal says why.
  if (process.memoryUsage.rss() > MOST_BYTES) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);

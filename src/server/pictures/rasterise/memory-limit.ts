import process from 'node:process';

/** A picture of 2048 pixels with blurs, masks and patterns takes a fifth of that. */
const MOST_BYTES = 1024 * 1024 * 1024;
const LOOK_EVERY_MS = 25;

setInterval(() => {
  // `process.exit` would end this thread alone. The signal tells the server why the process ended.
  if (process.memoryUsage.rss() > MOST_BYTES) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);

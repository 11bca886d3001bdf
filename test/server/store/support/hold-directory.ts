import { createLog } from '../../../../src/server/log.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';

/** Run as a process of its own: opens the directory it is given, says so, and holds it until it is killed. */
await openSqlite({
  dataDir: process.argv[2]!,
  clock: Date.now,
  log: createLog('silent'),
  hashEventId: (text) => text,
});
console.log('open');
process.stdin.resume();

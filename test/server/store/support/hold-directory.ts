import { createLog } from '../../../../src/server/log.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';

/** Run as a process of its own: opens the directory it is given, says so, and holds it until it is killed. */
await openSqlite({
  data_dir: process.argv[2]!,
  clock: Date.now,
  log: createLog('silent'),
  hash_event_id: (text) => text,
});
console.log('open');
process.stdin.resume();

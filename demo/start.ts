/** `npm start`: builds what is stale, then runs the server with the demo workspace and page. */
import { buildStale } from '../src/build/build.ts';

await buildStale();
process.env['HATCHED_DEMO'] ??= '1';
await import('../src/server/main.ts');

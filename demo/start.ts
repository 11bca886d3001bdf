/** `npm start`: builds what is stale, then runs the server with the demo workspace and page. */
import module from 'node:module';
import { buildStale } from '../src/build/build.ts';

await buildStale();
module.enableCompileCache();
await import('./serve.ts');

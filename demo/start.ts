/** `npm start`: builds what is stale, then runs the server and, beside it, the example app. */
import module from 'node:module';
import { buildStale } from '../src/build/build.ts';

await buildStale();
module.enableCompileCache();
await import('./serve.ts');

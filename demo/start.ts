/** `npm start`: builds what is stale, then runs the server and, beside it, the example app. */
import module from 'node:module';

module.enableCompileCache();
const { buildStale } = await import('../src/build/build.ts');
await buildStale();
await import('./serve.ts');

import { said } from '../src/server/cli/said.ts';
import { run } from '../src/server/run.ts';
import { lingua } from './lingua/extension.ts';

/** The server with the demo workspace and page, from what is built already. */
process.env['HATCHED_DEMO'] ??= '1';
await said(() => run(process.env, lingua))();

import { runInRuntime, type Task } from './script.ts';

/** Run as a file, in Node, Deno and Bun: the task comes as an argument, the answer is the last line printed. */
const [, , task = ''] = process.argv;
console.log(JSON.stringify(await runInRuntime(JSON.parse(task) as Task)));

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const IN_ONE_CALL = 100;
const CONCURRENCY = 100;

/** BullMQ by itself, in a process of its own: jobs a second that are added and do nothing. */
export async function emptyJobs(redisUrl: string, count: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    new URL(import.meta.url).pathname,
    redisUrl,
    String(count),
  ]);
  return count / Number(stdout);
}

async function run(url: string, count: number): Promise<number> {
  const queue = new Queue('empty', {
    connection: new Redis(url),
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  let done = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const job = () => {
    if (++done === count) finish();
    return Promise.resolve();
  };
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const worker = new Worker('empty', job, { connection, concurrency: CONCURRENCY });
  await worker.waitUntilReady();
  const began = performance.now();
  for (let added = 0; added < count; added += IN_ONE_CALL) {
    await queue.addBulk(
      Array.from({ length: IN_ONE_CALL }, (_, index) => ({
        name: 'empty',
        data: {},
        opts: { jobId: `job-${added + index}` },
      })),
    );
  }
  await finished;
  const seconds = (performance.now() - began) / 1000;
  // What was left active would block its id.
  await worker.close();
  return seconds;
}

const [, script, url, count] = process.argv;
if (url && count && script === new URL(import.meta.url).pathname) {
  console.log(await run(url, Number(count)));
  process.exit();
}

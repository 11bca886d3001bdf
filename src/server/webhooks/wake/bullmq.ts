import { DelayedError, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Parts } from '../../context.ts';
import type { Commit } from '../../store/commits.ts';
import { causeKeyOf } from '../causes.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import type { Waker } from './waker.ts';

interface JobData {
  endpoint_id: string;
}

/** Part of the queue's name, with an id of the installation: two that share a Redis must not take each other's jobs. */
const QUEUE = 'hatched-webhooks';
const MARK = 'webhook_queue';
/** Many more than one endpoint may have: a few endpoints that hang must not occupy all of them. */
const AT_ONCE = 2_000;
const WARN_EVERY_MS = 60_000;
/** A Redis that hangs must not keep the server from stopping. */
const STOP_MS = 7_000;
/** A connection on which a command is not answered for that long is replaced. */
const SILENT_MS = { queueing: 2_000, working: 20_000 };
/** A finished job that is kept blocks its id, and the same delivery may be owed again. */
const FORGOTTEN = { removeOnComplete: true, removeOnFail: true };

/**
 * Queues deliveries in BullMQ, so that whichever process is free claims them. A job is only a hint: what Redis loses or
 * refuses, the sweep finds in the table.
 */
export async function bullmqWaker(
  url: string,
  { store, clock, log, random }: Pick<Parts, 'store' | 'clock' | 'log' | 'random'>,
  dispatcher: Dispatcher,
): Promise<Waker> {
  const name = `${QUEUE}-${await store.settings.putIfAbsent(MARK, random(8).toString('hex'))}`;
  const queueing = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    socketTimeout: SILENT_MS.queueing,
  });
  const working = new Redis(url, { maxRetriesPerRequest: null, socketTimeout: SILENT_MS.working });
  const queue = new Queue<JobData>(name, { connection: queueing, defaultJobOptions: FORGOTTEN });
  const worker = new Worker<JobData>(
    name,
    async (job, token) => {
      const nextAt = await dispatcher.deliver(job.id!, job.data.endpoint_id);
      if (nextAt === null) return;
      // Under the same id: a new job with an id that is still active would be ignored without a word.
      await job.moveToDelayed(nextAt, token);
      throw new DelayedError();
    },
    { connection: working, concurrency: AT_ONCE },
  );
  let warnedAt = -Infinity;
  for (const source of [queueing, working]) source.on('error', lost);
  queue.on('error', lost);
  worker.on('error', lost);
  const stopListening = store.onCommit(tell);

  function lost(err: unknown): void {
    if (clock() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = clock();
    log.warn({ err }, 'Redis cannot be reached: deliveries leave when the sweep finds them');
  }

  function tell(commit: Commit): void {
    if (commit.kind !== 'deliveries' && commit.kind !== 'resync') return;
    const owed = commit.kind === 'resync' ? [] : commit.owed;
    const queued = owed.filter(({ endpoint_id }) => causeKeyOf(endpoint_id) === null);
    // Causes are not queued: this process sends them. Replays are announced without rows: the table has their times.
    if (queued.length === 0 || queued.length < owed.length) dispatcher.poll();
    if (queued.length === 0) return;
    queue
      .addBulk(
        queued.map(({ delivery_id, endpoint_id, priority }) => ({
          name: 'deliver',
          data: { endpoint_id },
          // BullMQ takes jobs without a priority first.
          opts: { jobId: delivery_id, ...(priority > 0 && { priority }) },
        })),
      )
      .catch(lost);
  }

  return {
    isDegraded: () => queueing.status !== 'ready',
    async stop() {
      stopListening();
      const limit = queueing.status === 'ready' ? STOP_MS : 0;
      const ended = Promise.all([worker.close(), queue.close()]).catch(lost);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, limit))]);
      queueing.disconnect();
      working.disconnect();
    },
  };
}

import type { Parts } from '../context.ts';
import { createDispatcher, type Dispatcher } from './dispatch/dispatch.ts';
import { createCounts, type Counts } from './health/counts.ts';
import { createSender, type SenderOptions } from './send/post.ts';
import { tableWaker } from './wake/table.ts';
import type { Waker } from './wake/waker.ts';

export interface Webhooks {
  dispatcher: Dispatcher;
  counts: Counts;
  /** The waker is unavailable: deliveries are sent later. */
  isDegraded(): boolean;
  /** Claims nothing more; deliveries in flight end or are given back within 8 s. */
  stop(): Promise<void>;
}

/** How often the table is polled where no wake-up came. */
const SWEEP_MS = 1_000;
/** How long due deliveries are left to the queue before the sweep claims them. */
const QUEUE_GRACE_MS = 3_000;

/** Sends deliveries until it is stopped. */
export async function startWebhooks(parts: Parts, sending: Partial<SenderOptions> = {}): Promise<Webhooks> {
  const { settings, store } = parts;
  const { redisUrl } = settings;
  const sender = createSender({
    allowPrivate: settings.allowPrivateWebhooks,
    proxy: settings.webhookProxy,
    ...sending,
  });
  const counts = createCounts(parts);
  const dispatcher = createDispatcher(parts, {
    sender,
    counts,
    mostOfOne: settings.webhookConcurrency,
    graceMs: redisUrl ? QUEUE_GRACE_MS : 0,
    sweepMs: SWEEP_MS,
  });
  const waker = redisUrl ? await openQueue(redisUrl, parts, dispatcher) : tableWaker(store, dispatcher);
  dispatcher.poll();
  return {
    dispatcher,
    counts,
    isDegraded: () => waker.isDegraded(),
    async stop() {
      // Together: the queue waits for the dispatcher's deliveries in flight.
      await Promise.all([waker.stop(), dispatcher.stop()]);
    },
  };
}

/** Loaded where it is used: most installations have no Redis. */
async function openQueue(url: string, parts: Parts, dispatcher: Dispatcher): Promise<Waker> {
  const { bullmqWaker } = await import('./wake/bullmq.ts');
  return bullmqWaker(url, parts, dispatcher);
}

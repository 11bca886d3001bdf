import type { Parts } from '../context.ts';
import { createDispatcher, type Dispatcher } from './dispatch/dispatch.ts';
import { createSender, type SenderOptions } from './send/post.ts';
import { tableWaker } from './wake/table.ts';

export interface Webhooks {
  dispatcher: Dispatcher;
  /** What wakes the dispatcher is away: deliveries leave later. */
  is_degraded(): boolean;
  /** Takes up nothing more; what is under way ends or is given back within 8 s. */
  stop(): Promise<void>;
}

/** How often the table is looked at where nothing was told. */
const SWEEP_MS = 1_000;

/** Sends what is owed, until it is stopped. */
export function startWebhooks(parts: Parts, sending: Partial<SenderOptions> = {}): Webhooks {
  const { settings, store } = parts;
  const sender = createSender({
    allow_private: settings.allow_private_webhooks,
    proxy: settings.webhook_proxy,
    ...sending,
  });
  const dispatcher = createDispatcher(parts, {
    sender,
    most_of_one: settings.webhook_concurrency,
    grace_ms: 0,
    sweep_ms: SWEEP_MS,
  });
  const waker = tableWaker(store, dispatcher);
  dispatcher.look();
  return {
    dispatcher,
    is_degraded: () => waker.is_degraded(),
    async stop() {
      await waker.stop();
      await dispatcher.stop();
    },
  };
}

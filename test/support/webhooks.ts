import { setTimeout as pause } from 'node:timers/promises';
import { startWebhooks, type Webhooks } from '../../src/server/webhooks/start.ts';
import type { SenderOptions } from '../../src/server/webhooks/send/post.ts';
import { startPlayground, type Playground } from './playground.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import type { Configuration } from '../../src/contract/configuration/configuration.ts';
import type { TestServerOptions } from './server.ts';

export interface Endpoint {
  endpoint_id: string;
  secret: string;
}

export interface Delivery {
  delivery_id: string;
  event: string;
  status: string;
  payload: Record<string, unknown>;
  next_attempt_at: string | null;
  attempts: {
    attempt: number;
    at: string;
    trigger: string;
    response_status: number | null;
    response_body: string | null;
    error: string | null;
  }[];
}

/** A server that sends webhooks, and somebody who takes them. */
export interface Sending extends Playground {
  webhooks: Webhooks;
  receiver: Receiver;
  subscribe(more?: Record<string, unknown>): Promise<Endpoint>;
  /** Of an endpoint, the newest first. */
  deliveries(endpoint_id: string, query?: Record<string, string>): Promise<Delivery[]>;
  /** Moves the clock and waits until all that is due then was tried. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
}

export async function startSending(
  config: Configuration,
  options?: TestServerOptions,
  sending?: Partial<SenderOptions>,
): Promise<Sending> {
  const playground = await startPlayground(config, options);
  const receiver = await startReceiver();
  const webhooks = await startWebhooks(playground.parts, sending);
  const settle = () => webhooks.dispatcher.idle();
  return {
    ...playground,
    webhooks,
    receiver,
    settle,
    async subscribe(more) {
      const body = { url: `${receiver.url}/hook`, events: ['*'], ...more };
      const answer = await playground.call('POST', '/webhook-endpoints', { body });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body;
    },
    async deliveries(endpoint_id, query = {}) {
      const path = `/webhook-endpoints/${endpoint_id}/deliveries`;
      const answer = await playground.call('GET', path, { query: { limit: '100', ...query } });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body.data;
    },
    async pass(ms) {
      await settle();
      playground.clock.advance(ms);
      await settle();
      // What the timers set off on the way looked at the time of then.
      webhooks.dispatcher.poll();
      await settle();
    },
    async close() {
      await webhooks.stop();
      await receiver.close();
      await playground.close();
    },
  };
}

/** Looks again and again. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20);
}

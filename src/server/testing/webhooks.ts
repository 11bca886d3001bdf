import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it left the server. */
export interface SentWebhook {
  /** Such as `badge.awarded`. */
  event: string;
  deliveryId: string;
  headers: Record<string, string>;
  /** The bytes that were signed, as text. */
  rawBody: string;
  payload: Record<string, unknown>;
}

interface TestReceiver {
  /** In the order in which they arrived. */
  webhooks: SentWebhook[];
  /** The first that fits, now or later. */
  next(fits: (webhook: SentWebhook) => boolean): Promise<SentWebhook>;
  url: string;
  close(): void;
}

/** An endpoint that takes everything. */
export async function startReceiver(): Promise<TestReceiver> {
  const webhooks: SentWebhook[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      webhooks.push({
        event: headers['x-hatched-event']!,
        deliveryId: headers['x-hatched-delivery']!,
        headers,
        rawBody,
        payload: JSON.parse(rawBody) as Record<string, unknown>,
      });
      response.end();
      for (const look of waiting) look();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    webhooks,
    next: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = webhooks.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

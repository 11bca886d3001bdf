import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  /** The raw text. */
  body: string;
  at: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Answers from now on; without it 200. */
  answer(how: (request: Received, response: ServerResponse, incoming: IncomingMessage) => void): void;
  /** Resolves when that many have come in. */
  count(wanted: number): Promise<void>;
  close(): Promise<void>;
}

/** Somebody who takes webhooks, over real HTTP. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let answer: Parameters<Receiver['answer']>[0] = (_, response) => response.end();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: Received = {
        path: incoming.url ?? '',
        headers: incoming.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
        at: Date.now(),
      };
      received.push(request);
      answer(request, response, incoming);
      for (const look of [...waiting]) look();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (how) => void (answer = how),
    count: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

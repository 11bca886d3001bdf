import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import type { Proxy } from './nginx.ts';

export type Pass = (answer: IncomingMessage, response: ServerResponse) => void;

/** Compresses whatever passes, and lets go of it when a block is full. */
export const compressing: Pass = (answer, response) => {
  const headers = { ...answer.headers };
  delete headers['content-length'];
  response.writeHead(answer.statusCode!, { ...headers, 'content-encoding': 'gzip' });
  answer.pipe(createGzip()).pipe(response);
};

/** Answers when it has all of it. */
export const buffering: Pass = (answer, response) => {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => response.writeHead(answer.statusCode!, answer.headers).end(Buffer.concat(parts)));
};

/** Ends what takes longer than a second and a half. */
export const impatient: Pass = (answer, response) => {
  response.writeHead(answer.statusCode!, answer.headers);
  answer.pipe(response);
  setTimeout(() => response.destroy(), 1_500).unref();
};

/** What some hosts put between a page and a server. */
export async function middleware(pass: Pass, upstream: string): Promise<Proxy> {
  const proxy = createServer((incoming, response) => {
    const headers = { ...incoming.headers };
    delete headers['accept-encoding'];
    const outgoing = request(new URL(incoming.url!, upstream), { method: incoming.method, headers }, (answer) =>
      pass(answer, response),
    );
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      return Promise.resolve();
    },
  };
}

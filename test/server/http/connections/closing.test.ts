import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { connectRaw, get, statusesIn, type RawConnection } from './raw.ts';

let server: TestServer;
let url: string;
let answerSlow: () => void;
/** Answers when it is told to. */
function slow(app: FastifyInstance): void {
  app.get('/slow', () => new Promise((resolve) => (answerSlow = () => resolve('slow'))));
  app.post('/echo', (request) => Promise.resolve(request.body));
}
beforeEach(async () => {
  server = await startTestServer({ install: slow });
  url = await server.listen();
});
afterEach(() => server.close());

const post = (length: number, body: string) =>
  `POST /echo HTTP/1.1\r\nHost: buddy.test\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;

/** The server has read what was sent. */
async function sent(text: string): Promise<RawConnection> {
  const accepted = once(server.app.server, 'connection') as Promise<[Socket]>;
  const connection = await connectRaw(url);
  const [theirs] = await accepted;
  connection.socket.write(text);
  await expect.poll(() => theirs.bytesRead, { interval: 1 }).toBe(text.length);
  return connection;
}

test.each([
  ['half a head', 'GET /hea'],
  ['four bytes of a body of 400', post(400, '{"a"')],
  ['nothing', ''],
])('a stop does not wait for what has not arrived whole: %s', async (_what, text) => {
  const half = await sent(text);
  await server.app.close();
  await half.ended;
  expect(half.text()).toBe('');
});

test('what has arrived whole is answered, and told that nothing comes after it', async () => {
  const whole = await sent(get('/slow'));
  await expect.poll(() => answerSlow).toBeDefined();
  const closed = server.app.close();
  await new Promise((resolve) => setImmediate(resolve));
  answerSlow();
  await Promise.all([closed, whole.ended]);
  expect(whole.text()).toMatch(/^HTTP\/1\.1 200 [^]*connection: close\r\n[^]*slow$/i);
});

test('what follows half a call is answered no more, what precedes it is', async () => {
  const both = await sent(get('/slow') + post(400, '{"a"'));
  const closed = server.app.close();
  answerSlow();
  await Promise.all([closed, both.ended]);
  expect(statusesIn(both.text())).toEqual([200]);
});

test('clients that send one call after the other see every one of them answered', async () => {
  const CLIENTS = 16;
  let answered = 0;
  let lost = 0;
  const client = async (): Promise<void> => {
    const { socket, text, ended } = await connectRaw(url);
    let isOver = false;
    void ended.then(() => (isOver = true));
    for (let calls = 1; ; calls++) {
      socket.write(get('/health/live'));
      while (statusesIn(text()).length < calls && !isOver) await new Promise((resolve) => setImmediate(resolve));
      if (statusesIn(text()).length < calls) return void lost++;
      answered++;
      if (/connection: close/i.test(text())) return;
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  await expect.poll(() => answered, { interval: 1 }).toBeGreaterThan(CLIENTS * 5);
  await Promise.all([server.app.close(), clients]);
  expect(lost).toBe(0);
});

test('an answer that nobody reads does not keep the server: it is cut, and the log says so', async () => {
  await server.close();
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const install = (app: FastifyInstance) =>
    void app.get('/large', (_request, reply) => reply.send(Buffer.alloc(64 * 1024 * 1024)));
  server = await startTestServer({ install, log });
  url = await server.listen();
  const reader = await sent(get('/large'));
  reader.socket.pause();
  await server.app.close();
  expect(log.warn).toHaveBeenCalledWith({ connections: 1 }, expect.stringContaining('were cut at the stop'));
  reader.socket.destroy();
});

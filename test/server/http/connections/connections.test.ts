import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_AT_ONCE } from '../../../../src/server/http/connections/connections.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { connectRaw, get, statusesIn } from './raw.ts';

let server: TestServer;
let url: string;
beforeEach(async () => {
  server = await startTestServer();
  url = await server.listen();
});
afterEach(() => server.close());

test('calls that are sent together are answered in order', async () => {
  const { socket, text, ended } = await connectRaw(url);
  socket.write(get('/health/live').repeat(MOST_AT_ONCE - 1) + get('/nowhere', 'Connection: close\r\n'));
  await ended;
  expect(statusesIn(text())).toEqual([...Array<number>(MOST_AT_ONCE - 1).fill(200), 404]);
});

test('more than a few at once end the connection, after the few are answered', async () => {
  const { socket, text, ended } = await connectRaw(url);
  socket.write(get('/metrics').repeat(1000));
  await ended;
  expect(statusesIn(text())).toEqual([...Array<number>(MOST_AT_ONCE).fill(200), 429]);
  const refused = text().slice(text().indexOf('HTTP/1.1 429'));
  expect(refused).toMatch(/retry-after: 1\r\n/);
  expect(JSON.parse(refused.split('\r\n\r\n')[1]!)).toMatchObject({ error: { code: 'rate_limited' } });
});

test('many one after the other are no fault', async () => {
  const { socket, text, ended } = await connectRaw(url);
  for (let call = 1; call <= 3 * MOST_AT_ONCE; call++) {
    socket.write(get('/health/live'));
    await expect.poll(() => statusesIn(text()).length, { interval: 1 }).toBe(call);
  }
  socket.end();
  await ended;
});

test('a connection on which nothing moves is dropped, whatever is owed to it', async () => {
  expect(server.app.server.timeout).toBe(45_000);
  await server.close();
  server = await startTestServer({ install: large });
  url = await server.listen();
  server.app.server.setTimeout(50);
  const { socket } = await connectRaw(url);
  socket.pause();
  socket.write(get('/large'));
  await expect.poll(openConnections, { interval: 5 }).toBe(1);
  // It never reads and never leaves, so only the server can end it.
  await expect.poll(openConnections, { interval: 5, timeout: 60_000 }).toBe(0);
  socket.destroy();
});

/** More than the buffers of a connection hold. */
const large = (app: FastifyInstance): void =>
  void app.get('/large', (_request, reply) => reply.send(Buffer.alloc(64 * 1024 * 1024)));

const openConnections = () =>
  new Promise<number>((resolve) => {
    server.app.server.getConnections((_error, count) => resolve(count));
  });

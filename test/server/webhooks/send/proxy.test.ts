import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSender } from '../../../../src/server/webhooks/send/post.ts';
import { freePort } from '../../../support/free-port.ts';

let proxy: Server;
/** Whom the proxy was asked for. */
let asked: string[] = [];

beforeAll(async () => {
  proxy = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    response.end('received');
  });
  proxy.on('connect', ({ method, url }, socket) => {
    asked.push(`${method} ${url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(() => proxy.close().closeAllConnections());
beforeEach(() => {
  asked = [];
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function post(url: string, port = portOf(proxy)) {
  const sender = createSender({ allowPrivate: false, proxy: `http://127.0.0.1:${port}` });
  const answer = await sender.post({ url, headers: {}, body: '{}' }, new AbortController().signal);
  await sender.close();
  return answer;
}

test.each(['http://hooks.example.invalid/in', 'http://10.1.2.3:8080/in'])(
  'all goes through the proxy, which then is the guard: %s',
  async (url) => {
    expect(await post(url)).toMatchObject({ status: 200, body: 'received', error: null });
    expect(asked).toEqual([`POST ${url}`]);
  },
);

test('TLS goes through it unopened', async () => {
  expect(await post('https://10.1.2.3/in')).toMatchObject({ status: null });
  expect(asked).toEqual(['CONNECT 10.1.2.3:443']);
});

test('where the proxy is away, nothing goes past it', async () => {
  expect(await post(`http://127.0.0.1:${portOf(proxy)}/in`, await freePort())).toMatchObject({ status: null });
  expect(asked).toEqual([]);
});

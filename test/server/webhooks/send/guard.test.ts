import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LookupAll } from '../../../../src/server/webhooks/send/guard.ts';
import {
  createSender,
  type EndpointAnswer,
  type WebhookSender,
  type SenderOptions,
} from '../../../../src/server/webhooks/send/post.ts';

/** Someone inside, whom no webhook from outside may reach. */
let inside: Server;
let port: number;
let reached = 0;
const senders: WebhookSender[] = [];

beforeAll(async () => {
  inside = createServer((_, response) => {
    reached++;
    response.end('inside');
  });
  await new Promise<void>((resolve) => inside.listen({ port: 0, host: '::', ipv6Only: false }, resolve));
  port = (inside.address() as AddressInfo).port;
});
afterAll(() => {
  inside.closeAllConnections();
  inside.close();
});
afterEach(async () => {
  reached = 0;
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
});

async function post(url: string, options: Partial<SenderOptions> = {}): Promise<EndpointAnswer> {
  const sender = createSender({ allowPrivate: false, limitMs: 400, ...options });
  senders.push(sender);
  return (await sender.post({ url, headers: { 'X-Test': '1' }, body: '{}' }, new AbortController().signal))!;
}

const leadsTo =
  (...addresses: string[]): LookupAll =>
  (_, done) =>
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

test.each([
  ['written out', '127.0.0.1'],
  ['decimal', '2130706433'],
  ['hexadecimal', '0x7f000001'],
  ['hexadecimal in parts', '0x7f.0.0.1'],
  ['octal', '0177.0.0.1'],
  ['short', '127.1'],
  ['any address', '0.0.0.0'],
  ['any address, in six', '[::]'],
  ['loopback in six', '[::1]'],
  ['mapped, with dots', '[::ffff:127.0.0.1]'],
  ['mapped, in hexadecimal', '[::ffff:7f00:1]'],
  ['compatible', '[::7f00:1]'],
  ['NAT64', '[64:ff9b::7f00:1]'],
  ['6to4', '[2002:7f00:1::]'],
  ['unique local', '[fd00::1]'],
  ['link-local', '[fe80::1]'],
  ['metadata', '169.254.169.254'],
  ['private', '10.0.0.1'],
  ['full width', '①②⑦.0.0.1'],
])('an address that is %s is refused', async (_, host) => {
  expect(await post(`http://${host}:${port}/`)).toMatchObject({ status: null, error: 'refused_address' });
  expect(reached).toBe(0);
});

test.each([
  ['a private address', ['10.0.0.1']],
  ['loopback', ['127.0.0.1']],
  ['loopback in six', ['::1']],
  ['a mapped address', ['::ffff:127.0.0.1']],
  ['metadata', ['169.254.169.254']],
  ['a public and a private address', ['8.8.8.8', '127.0.0.1']],
  ['a private and a public address', ['127.0.0.1', '8.8.8.8']],
])('a name that leads to %s is refused', async (_, addresses) => {
  const lookup = leadsTo(...addresses);
  expect(await post(`http://hooks.example.com:${port}/`, { lookup })).toMatchObject({ error: 'refused_address' });
  expect(reached).toBe(0);
});

test('localhost is refused, by the look-up of the system', async () => {
  expect(await post(`http://localhost:${port}/`)).toMatchObject({ error: 'refused_address' });
  expect(await post(`http://localhost.:${port}/`)).toMatchObject({ status: null });
  expect(reached).toBe(0);
});

test('a name that leads elsewhere the second time is refused the second time', async () => {
  let asked = 0;
  const lookup: LookupAll = (host, done) => leadsTo(asked++ === 0 ? '192.0.2.1' : '127.0.0.1')(host, done);
  await post(`http://rebound.example.com:${port}/`, { lookup });
  expect(await post(`http://rebound.example.com:${port}/`, { lookup })).toMatchObject({ error: 'refused_address' });
  expect(reached).toBe(0);
});

test('where they are allowed, private addresses are reached', async () => {
  expect(await post(`http://127.0.0.1:${port}/`, { allowPrivate: true })).toMatchObject({
    status: 200,
    body: 'inside',
  });
  const lookup = leadsTo('127.0.0.1');
  const answer = await post(`http://hooks.example.com:${port}/`, { allowPrivate: true, lookup });
  expect(answer).toMatchObject({ status: 200, error: null });
});

test('a name that nobody knows is a matter of names', async () => {
  const lookup: LookupAll = (_, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
  expect(await post('http://nowhere.example.com/', { lookup })).toMatchObject({ status: null, error: 'dns' });
});

test('a look-up that never ends is a time-out', async () => {
  expect(await post('http://slow.example.com/', { lookup: () => undefined })).toMatchObject({ error: 'timeout' });
});

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

/** Answers every connection as told; the address of it. */
async function rawServer(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const here = { allowPrivate: true };
const answering = (text: string) => (socket: Socket) => void socket.on('data', () => socket.write(text));

test('nobody listens', async () => {
  const url = await rawServer(() => undefined);
  open.splice(0).forEach((one) => one.close());
  expect(await post(url, here)).toMatchObject({ status: null, error: 'connect' });
});

test('a connection that is reset', async () => {
  const url = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
  expect(await post(url, here)).toMatchObject({ status: null, error: 'reset' });
});

test('a receiver that never answers', async () => {
  const url = await rawServer((socket) => socket.resume());
  const answer = await post(url, here);
  expect(answer).toMatchObject({ status: null, error: 'timeout' });
  expect(answer.duration_ms).toBeLessThan(2000);
});

test('redirects are not followed', async () => {
  const url = await rawServer(
    answering(`HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${port}/\r\nContent-Length: 0\r\n\r\n`),
  );
  expect(await post(url, here)).toMatchObject({ status: 302, error: 'redirect' });
  expect(reached).toBe(0);
});

test('of an endless body one KiB is kept, and no more is read; 2xx is 2xx', async () => {
  let sent = 0;
  const url = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = () => {
        while (!socket.destroyed && socket.write('x'.repeat(1024))) sent += 1024;
      };
      socket.on('drain', pour);
      pour();
    });
  });
  const answer = await post(url, { ...here, limitMs: 10_000 });
  expect(answer).toMatchObject({ status: 200, error: 'response_too_large', body: 'x'.repeat(1024) });
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test('a slow body is waited for as long as there is time', async () => {
  const url = await rawServer(answering('HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nhalf'));
  expect(await post(url, here)).toMatchObject({ status: 500, error: 'http', body: 'half' });
});

test('huge headers are refused', async () => {
  const url = await rawServer(answering(`HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(64 * 1024)}\r\n\r\n`));
  expect(await post(url, here)).toMatchObject({ status: null, error: 'response_too_large' });
});

test('what is no HTTP is told apart from no answer', async () => {
  const url = await rawServer(answering('hello\r\n\r\n'));
  expect(await post(url, here)).toMatchObject({ status: null, error: 'http' });
});

test('plain HTTP where TLS was expected', async () => {
  const url = await rawServer(answering('HTTP/1.1 200 OK\r\n\r\n'));
  expect(await post(url.replace('http:', 'https:'), here)).toMatchObject({ status: null, error: 'tls' });
});

test('bytes that are no text are kept as replacement characters', async () => {
  const url = await rawServer((socket) => {
    const head = Buffer.from('HTTP/1.1 500 No\r\nContent-Length: 3\r\n\r\n');
    socket.on('data', () => socket.write(Buffer.concat([head, Buffer.from([0xff, 0x00, 0x61])])));
  });
  expect((await post(url, here)).body).toBe('\u{fffd}\u{fffd}a');
});

test.each<[how: string, die: (socket: Socket) => void]>([
  ['was reset', (socket) => socket.resetAndDestroy()],
  ['was closed', (socket) => socket.end()],
])(
  'a kept-alive connection that %s meanwhile costs no attempt: the request is made once more at once',
  async (_, die) => {
    let connections = 0;
    const url = await rawServer((socket) => {
      const isFirst = ++connections === 1;
      let requests = 0;
      socket.on('data', () => {
        if (isFirst && ++requests === 2) die(socket);
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const sender = createSender({ ...here, limitMs: 2000 });
    senders.push(sender);
    const request = { url, headers: {}, body: '{}' };
    const { signal } = new AbortController();
    expect(await sender.post(request, signal)).toMatchObject({ status: 200 });
    expect(await sender.post(request, signal)).toMatchObject({ status: 200, error: null });
    expect(connections).toBe(2);
  },
);

test.each<[when: string, answer: string, requests_before: number]>([
  ['on a connection of its own', '', 0],
  ['after the first byte', 'HTTP/1.1 2', 1],
])('a request that dies %s is an attempt that failed, and is not repeated', async (_, answer, requests_before) => {
  let requests = 0;
  const url = await rawServer((socket) => {
    socket.on('data', () => {
      if (++requests <= requests_before) return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      if (answer === '') return socket.resetAndDestroy();
      return void socket.write(answer, () => setTimeout(() => socket.resetAndDestroy(), 30));
    });
  });
  const sender = createSender({ ...here, limitMs: 2000 });
  senders.push(sender);
  const request = { url, headers: {}, body: '{}' };
  const { signal } = new AbortController();
  for (let before = 0; before < requests_before; before++) await sender.post(request, signal);
  expect(await sender.post(request, signal)).toMatchObject({ status: null });
  expect(requests).toBe(requests_before + 1);
});

test('a call that is called off before anybody answered is no attempt', async () => {
  const url = await rawServer((socket) => socket.resume());
  const sender = createSender({ ...here });
  senders.push(sender);
  const controller = new AbortController();
  const answer = sender.post({ url, headers: {}, body: '{}' }, controller.signal);
  controller.abort();
  expect(await answer).toBeNull();
});

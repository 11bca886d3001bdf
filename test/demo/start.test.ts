import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LEARNER } from '../../demo/lingua/learners.ts';
import { type RunningLingua, startLingua } from '../../demo/lingua/start.ts';
import { createTurns } from '../../demo/lingua/turns.ts';
import { startWorker } from '../../src/server/pictures/worker.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Lingua's start beside a server that is reached through a door, which the tests hold shut. */
let server: TestServer;
let worker: ReturnType<typeof startWorker>;
let door: Server;
let lingua: RunningLingua;
/** What a call waits for at the door; one that rejects is answered 401. */
let pass: Promise<void>;
beforeEach(async () => {
  server = await startTestServer();
  worker = startWorker(server.parts);
  const behind = new URL(await server.listen());
  door = createServer((request, response) => {
    const { method, url, headers } = request;
    pass.then(
      () =>
        request.pipe(
          ask({ host: behind.hostname, port: behind.port, method, path: url, headers }, (answer) =>
            answer.pipe(response.writeHead(answer.statusCode!, answer.headers)),
          ),
        ),
      () =>
        response
          .writeHead(401, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: { code: 'unauthorized', message: 'No such key.', requestId: 'r' } })),
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => door.once('listening', resolve));
});
afterEach(async () => {
  await lingua.close();
  door.closeAllConnections();
  door.close();
  await worker.stop();
  await server.close();
});

async function start(): Promise<void> {
  const port = await freePort();
  const { port: at } = door.address() as AddressInfo;
  lingua = await startLingua({
    serverUrl: `http://127.0.0.1:${at}`,
    secretKey: server.test.secret,
    host: '127.0.0.1',
    port,
    url: `http://127.0.0.1:${port}`,
    now: () => server.clock.now(),
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const visit = () =>
  fetch(`${lingua.url}/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: LEARNER }),
  });

test('it can be opened before its learners are there, and who visits waits for them', async () => {
  let open = (): void => undefined;
  pass = new Promise((resolve) => (open = resolve));
  await start();
  expect((await fetch(lingua.url)).status).toBe(200);
  const visiting = visit();
  expect(await Promise.race([visiting, new Promise((resolve) => setTimeout(resolve, 100, 'waits'))])).toBe('waits');
  open();
  const { token } = (await (await visiting).json()) as { token: string };
  const { body } = await server.call('GET', '/widget/state', { as: token });
  expect(body.buddy).toMatchObject({ name: 'Pip', stage: { number: 2 } });
});

test('a start that the server refused is said to the visitor, and made good by the next visit', async () => {
  pass = Promise.reject(new Error('shut'));
  pass.catch(() => undefined);
  await start();
  const refused = await visit();
  expect([refused.status, await refused.json()]).toEqual([502, { error: { message: 'No such key.' } }]);
  pass = Promise.resolve();
  expect((await visit()).status).toBe(200);
});

test('so many wait in one line, and no more', async () => {
  const inTurn = createTurns();
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => (open = resolve));
  const waiting = Array.from({ length: 20 }, (_, index) => inTurn('pip', () => held.then(() => index)));
  await expect(inTurn('pip', () => held)).rejects.toThrow('Too many ask for the same learner.');
  expect(await inTurn('noor', () => Promise.resolve('another line'))).toBe('another line');
  open();
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(await inTurn('pip', () => Promise.resolve('again'))).toBe('again');
});

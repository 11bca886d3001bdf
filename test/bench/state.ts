import Fastify from 'fastify';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { type Figure, interleaved, measureLoad } from './measure.ts';
import { call, prepareWorkspace } from './workspace.ts';

const CONNECTIONS = 32;
const SECONDS = 3;
/** Long enough for the garbage collector to have tidied up after the start: visitors come to servers that have idled. */
const IDLE_MS = 12_000;

/** A state that has not changed (304), against the cheapest thing that Fastify can answer. */
export async function benchState(rounds: number): Promise<Figure[]> {
  const directory = await temporaryDirectory();
  const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0' });
  const constant = fork(new URL(import.meta.url).pathname, ['constant']);
  const [constantPort] = (await once(constant, 'message')) as [number];
  try {
    await prepareWorkspace(server.url, 1);
    const { data } = await call<{ data: { buddy_id: string }[] }>(server.url, 'GET', '/buddies?user_id=user-0');
    const { token } = await call<{ token: string }>(server.url, 'POST', '/widget-sessions', {
      buddy_id: data[0]!.buddy_id,
      user_id: 'user-0',
      scopes: ['read'],
    });
    const headers = { authorization: `Bearer ${token}` };
    const first = await fetch(`${server.url}/api/v1/widget/state`, { headers });
    const etag = first.headers.get('etag')!;
    await pause(IDLE_MS);
    const load = (port: number, lines: string[], expect_status: number) => async () => {
      const measured = await measureLoad({
        port,
        connections: CONNECTIONS,
        seconds: SECONDS,
        head: lines.join('\r\n'),
        expect_status,
        stays_awake: true,
      });
      return measured.requests / measured.seconds;
    };
    const found = await interleaved(rounds, {
      state: load(
        Number(new URL(server.url).port),
        [
          'GET /api/v1/widget/state HTTP/1.1',
          // Pictures are named by the host that was asked: another host is another state.
          `Host: ${new URL(server.url).host}`,
          `Authorization: Bearer ${token}`,
          `If-None-Match: ${etag}`,
        ],
        304,
      ),
      constant: load(constantPort, ['GET / HTTP/1.1', 'Host: bench'], 200),
    });
    return [
      {
        what: 'GET /widget/state answered 304, against a constant Fastify route',
        value: found.state / found.constant,
        unit: '×',
        limit: 0.5,
        holds: 'at least',
        detail: `${found.state.toFixed(0)} requests/s against ${found.constant.toFixed(0)}`,
      },
    ];
  } finally {
    constant.kill();
    await server.stop();
    await directory.remove();
  }
}

async function serveConstant(): Promise<void> {
  const app = Fastify();
  app.get('/', { schema: { response: { 200: { type: 'object', properties: { ok: { type: 'boolean' } } } } } }, () => ({
    ok: true,
  }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  process.send!(typeof address === 'object' ? address!.port : 0);
}

if (process.argv[2] === 'constant') await serveConstant();

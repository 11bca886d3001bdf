import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Takes deliveries in a process of its own. At `/now…` it answers at once, at `/wait…` after 100 ms, at `/hang…` never.
 * An event id that begins with `t-` holds the time at which it was sent, by the clock that all processes share.
 * It is ten receivers, each at a port of its own, as ten endpoints are.
 */
export interface BenchReceiver {
  /** The address of an endpoint. */
  address(way: 'now' | 'wait' | 'hang', endpoint: number): string;
  /** Answers how long it took from now on until that many had come in, in seconds, and how late each was, in milliseconds. */
  expect(count: number): Promise<Came>;
  stop(): Promise<void>;
}

export interface Came {
  seconds: number;
  latencies: number[];
}

const RECEIVERS = 10;
const WAIT_MS = 100;
export const timedId = (): string => `t-${process.hrtime.bigint()}`;

export async function startBenchReceiver(): Promise<BenchReceiver> {
  const child = fork(new URL(import.meta.url).pathname, ['receive']);
  const [ports] = (await once(child, 'message')) as [number[]];
  return {
    address: (way, endpoint) => `http://127.0.0.1:${ports[endpoint % ports.length]}/${way}/${endpoint}`,
    expect: (count) => expect(child, count),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function expect(child: ChildProcess, count: number): Promise<Came> {
  const began = process.hrtime.bigint();
  const answered = once(child, 'message');
  child.send(count);
  const [{ ended, latencies }] = (await answered) as [{ ended: string; latencies: number[] }];
  return { seconds: Number(BigInt(ended) - began) / 1e9, latencies };
}

async function receive(): Promise<void> {
  let wanted = Infinity;
  let latencies: number[] = [];
  let count = 0;

  function note(body: string): void {
    const now = process.hrtime.bigint();
    const sent = /"event_id":"t-(\d+)/.exec(body)?.[1];
    if (sent) latencies.push(Number(now - BigInt(sent)) / 1e6);
    if (++count < wanted) return;
    process.send!({ ended: String(now), latencies });
    wanted = Infinity;
  }

  async function listen(): Promise<number> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('latin1').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const url = request.url!;
        if (url.startsWith('/hang')) return;
        if (url.startsWith('/wait')) setTimeout(() => response.end(), WAIT_MS);
        else response.end();
        note(body);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  }
  process.on('message', (message) => {
    wanted = Number(message);
    count = 0;
    latencies = [];
  });
  process.send!(await Promise.all(Array.from({ length: RECEIVERS }, listen)));
}

if (process.argv[2] === 'receive') await receive();

import { connect, type Socket } from 'node:net';

/**
 * A load generator in a process of its own: keep-alive sockets, each with one request under way. It does as little as it
 * can, so that on two cores the server has one to itself. Options and result are one line of JSON each.
 */
export interface Load {
  port: number;
  connections: number;
  seconds: number;
  /** The head without Content-Length; ends without a line break. */
  head: string;
  /** `{n}` becomes a number that is never used twice, `{m}` the same number modulo `modulo`. */
  body?: string;
  modulo?: number;
  expect_status: number;
  /**
   * Keeps this process's core from sleeping between answers. To wake a sleeping core costs whoever writes to it some
   * microseconds, which only the slower of two contenders would pay: the client of the faster one finds no time to sleep.
   */
  stays_awake?: boolean;
}

export interface Measured {
  requests: number;
  seconds: number;
  /** Answers with another status than expected. */
  unexpected: number;
  latency_ms: { p50: number; p99: number };
}

const HEAD_END = '\r\n\r\n';

async function run(load: Load): Promise<Measured> {
  let sent = 0;
  let unexpected = 0;
  const latencies: number[] = [];
  const seed = `${process.pid}-${process.hrtime.bigint()}`;
  const started = performance.now();
  const ends = started + load.seconds * 1000;

  function nextRequest(): string {
    const n = sent++;
    if (load.body === undefined) return load.head + HEAD_END;
    const body = load.body.replace('{n}', `${seed}-${n}`).replace('{m}', String(n % (load.modulo ?? 1)));
    return `${load.head}\r\nContent-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`;
  }

  function converse(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let received = '';
      let began = 0;
      const ask = () => {
        if (performance.now() >= ends) {
          socket.end();
          return resolve();
        }
        began = performance.now();
        socket.write(nextRequest());
      };
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => {
        received += text;
        const head = received.indexOf(HEAD_END);
        if (head < 0) return;
        const length = /content-length: (\d+)/i.exec(received.slice(0, head));
        if (received.length < head + HEAD_END.length + Number(length?.[1] ?? 0)) return;
        if (Number(received.slice(9, 12)) !== load.expect_status) unexpected++;
        latencies.push(performance.now() - began);
        received = '';
        ask();
      });
      socket.on('error', reject);
      socket.on('connect', ask);
    });
  }

  let isDone = false;
  const stayAwake = () => void (isDone || setImmediate(stayAwake));
  if (load.stays_awake) stayAwake();
  await Promise.all(
    Array.from({ length: load.connections }, () => converse(connect(load.port, '127.0.0.1').setNoDelay(true))),
  );
  isDone = true;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    requests: latencies.length,
    seconds: (performance.now() - started) / 1000,
    unexpected,
    latency_ms: { p50: at(0.5), p99: at(0.99) },
  };
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2]!) as Load)));

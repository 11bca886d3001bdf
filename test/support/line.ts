import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  port: number;
  /** Nothing goes through any more, and nobody is told: as a server that hangs. */
  hang(): void;
  goOn(): void;
  /** Every connection breaks, and none is taken until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A way to a server on this machine that can be disturbed. */
export async function startLine(target: URL, defaultPort: number): Promise<Line> {
  const { hostname } = target;
  const port = Number(target.port || defaultPort);
  const sockets = new Set<Socket>();
  let isCut = false;
  let hangs = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      // Else small pieces wait for the acknowledgement of those before them, 40 ms at a time.
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on('data', (bytes) => void other.write(bytes));
      if (hangs) one.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    hang() {
      hangs = true;
      sockets.forEach((socket) => socket.pause());
    },
    goOn() {
      hangs = false;
      sockets.forEach((socket) => socket.resume());
    },
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
    },
    async close() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

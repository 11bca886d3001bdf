import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

const IDLE_AGAIN_MS = 20;

/**
 * Browsers and clients open connections ahead of need. Node closes idle ones at the end, but does not count those that
 * never carried a request: each would hold a stopping server up until it times out.
 */
export function installUnusedConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
}

/** A connection whose answer is still under way becomes idle only after the server has looked for idle ones. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const again = setInterval(() => app.server.closeIdleConnections(), IDLE_AGAIN_MS);
  await app.close().finally(() => clearInterval(again));
}

import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../log.ts';
import type { Connections } from './connections.ts';

/** A client that does not read its answer must not keep the server from stopping. */
const CUT_AFTER_MS = 5_000;

/** Closing the app answers what has arrived. Fastify closes the server after this. */
export function installClosing(app: FastifyInstance, connections: Connections, log: Logger): void {
  let limit: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    limit = setTimeout(() => {
      const cut = connections.cut();
      log.warn({ connections: cut }, 'Connections were cut at the stop: their calls or answers did not end');
    }, CUT_AFTER_MS);
    await connections.close();
  });
  app.addHook('onClose', (_app, done) => {
    clearTimeout(limit);
    // Fastify leaves one that never listened as it is; Node would keep it.
    if (!app.server.listening) app.server.close();
    done();
  });
}

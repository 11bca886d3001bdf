import { createServer, type RequestListener, type Server } from 'node:http';
import type { Connections } from './connections.ts';

const REQUEST_LIMIT_MS = 30_000;
const KEEP_ALIVE_MS = 72_000;
/**
 * A connection on which nothing has moved for that long is dropped; Node looks twice where something waits to be written,
 * so that takes 45 to 90 s. Calls wait for 30 s at most, and state streams send something every 15.
 */
const STANDSTILL_MS = 45_000;

export function createHttpServer(handler: RequestListener, connections: Connections): Server {
  const server = createServer(
    { requestTimeout: REQUEST_LIMIT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    connections.limited(handler),
  );
  // Node's own function also closes connections whose client has not read its answer yet.
  server.closeIdleConnections = () => undefined;
  server.timeout = STANDSTILL_MS;
  server.on('connection', (socket) => connections.add(socket));
  return server;
}

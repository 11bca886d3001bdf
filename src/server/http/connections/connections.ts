import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { refuseOneTooMany } from './refused.ts';

/** Calls of one connection that are under way. Browsers send one after the other; clients that pipeline send ten or so. */
export const MOST_AT_ONCE = 16;
/** A client that was just answered may have sent its next call already. */
const NEXT_CALL_MS = 200;

interface OpenCall {
  request: IncomingMessage;
  response: ServerResponse;
}

interface OpenConnection {
  underWay: Set<OpenCall>;
  /** It sent too many at once: it gets that answer after those that are under way, and is closed. */
  isRefused: boolean;
  /** `performance.now()` when it was opened or last answered. */
  activeAt: number;
}

/**
 * The open connections and what is under way on each. Node reads whatever arrives in one packet and calls for each request
 * in it, whether anybody reads the answers or not: so each connection has a limit of its own.
 */
export class Connections {
  readonly #open = new Map<Socket, OpenConnection>();
  #isEnding = false;

  add(socket: Socket): void {
    if (this.#isEnding) return void socket.destroy();
    this.#open.set(socket, { underWay: new Set(), isRefused: false, activeAt: performance.now() });
    socket.once('close', () => this.#open.delete(socket));
  }

  /** Hands calls on, as many of each connection as it may have under way. */
  limited(handler: RequestListener): RequestListener {
    return (request, response) => {
      const { socket } = request;
      const connection = this.#open.get(socket);
      if (!connection) return handler(request, response);
      // A further call in the packet of the one that was refused.
      if (connection.isRefused) return;
      if (connection.underWay.size >= MOST_AT_ONCE) {
        connection.isRefused = true;
        socket.pause();
        refuseOneTooMany(response, MOST_AT_ONCE);
        return;
      }
      const call = { request, response };
      connection.underWay.add(call);
      response.once('close', () => this.#answered(socket, connection, call));
      handler(request, response);
    };
  }

  #answered(socket: Socket, connection: OpenConnection, call: OpenCall): void {
    connection.underWay.delete(call);
    connection.activeAt = performance.now();
    if (this.#isEnding && connection.underWay.size === 0) socket.end();
  }

  /** Calls that have arrived whole are answered, the last of each connection with `Connection: close`; others are cut. */
  async close(): Promise<void> {
    const now = performance.now();
    const isQuiet = ({ activeAt }: OpenConnection) => now - activeAt > NEXT_CALL_MS;
    const isAnyBusy = [...this.#open.values()].some((connection) => !isQuiet(connection));
    for (const [socket, connection] of this.#open) {
      if (!closesAfterAnswer(connection) && isQuiet(connection)) socket.destroy();
    }
    // Calls that come meanwhile are answered with `Connection: close`.
    if (isAnyBusy) await wait(NEXT_CALL_MS);
    this.#isEnding = true;
    for (const [socket, connection] of this.#open) if (!closesAfterAnswer(connection)) socket.destroy();
  }

  /** Cuts what is left; answers how many there were. */
  cut(): number {
    const left = this.#open.size;
    for (const socket of this.#open.keys()) socket.destroy();
    return left;
  }
}

/** Lets the last call that has arrived whole be answered with `Connection: close`; false where there is none. */
function closesAfterAnswer({ underWay }: OpenConnection): boolean {
  const last = [...underWay].findLast(({ request }) => request.complete);
  if (last && !last.response.headersSent) last.response.setHeader('connection', 'close');
  return last !== undefined;
}

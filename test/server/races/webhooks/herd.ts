import { setTimeout as pause } from 'node:timers/promises';
import { startRealServer, type RealServer } from '../../../support/real-server.ts';
import { callServer, type Reply } from '../fleet.ts';

/** Server processes on one database, that are killed and come back, and what calls them all the same. */
export interface Herd {
  /** Asks whichever is there, again and again, until one answers with less than 500. */
  call(method: string, path: string, body?: unknown): Promise<Reply>;
  /** One more process. */
  add(): Promise<void>;
  /** `kill -9` of one, and a new one in its place. */
  killOne(): Promise<void>;
  /** When something was taken away: a process that was killed, a database that was restarted. */
  disasters: readonly Disaster[];
  /** Remembers when it happened. */
  during(disaster: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** By the clock that the servers have, too. */
export interface Disaster {
  from: number;
  to: number;
}

const AGAIN_MS = 50;

export function createHerd(environment: Record<string, string>): Herd {
  const servers: RealServer[] = [];
  let turn = 0;
  let kills = 0;
  const disasters: Disaster[] = [];

  async function during(disaster: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await disaster();
    disasters.push({ from, to: Date.now() });
  }

  return {
    disasters,
    during,
    async call(method, path, body) {
      for (;;) {
        const server = servers[turn++ % servers.length];
        const reply = server && (await callServer(server.url, method, path, body).catch(away));
        if (reply && reply.status < 500) return reply;
        await pause(AGAIN_MS);
      }
    },
    add: async () => void servers.push(await startRealServer(environment)),
    async killOne() {
      const [server] = servers.splice(kills++ % servers.length, 1);
      await during(() => server!.kill());
      servers.push(await startRealServer(environment));
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

/** What `fetch` throws where nobody is there, or not any more. */
function away(error: unknown): null {
  if (error instanceof TypeError) return null;
  throw error;
}

import { connect, type Socket } from 'node:net';
import type { DistantLine } from './lines.ts';

export interface Victim {
  url: string;
  picture: string;
  token: string;
  /** The ways to PostgreSQL and Redis, where there are any. */
  database: DistantLine | undefined;
  redis: DistantLine | undefined;
}

/** How often there was what. */
export type Troubles = Record<'connections' | 'cuts' | 'hangs', number>;

type Trouble = (victim: Victim) => void;

/** Bad company that stays: it is there at once, again and again until `stop`, which answers how much of it there was. */
export function startTrouble(victim: Victim): { stop(): Troubles } {
  const sockets = new Set<Socket>();
  const troubles: Troubles = { connections: 0, cuts: 0, hangs: 0 };
  const open = (text: string, reads: boolean): void => {
    const { hostname, port } = new URL(victim.url);
    const socket = connect(Number(port), hostname);
    sockets.add(socket);
    troubles.connections++;
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (reads) socket.resume();
    else socket.pause();
    socket.write(text);
  };
  const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
  const bearer = ({ token }: Victim) => `Authorization: Bearer ${token}\r\n`;

  const all: [everyMs: number, trouble: Trouble][] = [
    // Readers that do not read.
    [500, ({ picture }) => open(get(picture).repeat(10), false)],
    [1000, (victim) => open(get('/api/v1/widget/stream', bearer(victim)), false)],
    // Half a request.
    [300, () => open('GET /hea', true)],
    [300, () => open('POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{"a"', true)],
    // A thousand in one packet.
    [2000, () => open(get('/metrics').repeat(1000), true)],
    [2000, () => open(get('/docs').repeat(1000), false)],
    // No HTTP at all.
    [1000, () => open('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', true)],
    [7000, ({ database }) => void (database && ++troubles.cuts && brieflyCut(database))],
    [11_000, ({ redis }) => void (redis && ++troubles.hangs && brieflyHung(redis))],
  ];
  all.forEach(([, trouble]) => trouble(victim));
  const timers = all.map(([everyMs, trouble]) => setInterval(() => trouble(victim), everyMs));
  return {
    stop() {
      timers.forEach((timer) => clearInterval(timer));
      sockets.forEach((socket) => socket.destroy());
      victim.redis?.goOn();
      victim.database?.mend();
      return troubles;
    },
  };
}

/** Every connection to the database is killed; new ones are taken after a moment. */
function brieflyCut(line: DistantLine): void {
  line.cut();
  setTimeout(() => line.mend(), 500);
}

function brieflyHung(line: DistantLine): void {
  line.hang();
  setTimeout(() => line.goOn(), 6000);
}

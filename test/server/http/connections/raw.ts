import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawConnection {
  socket: Socket;
  /** What has been read so far. */
  text(): string;
  /** How it ended: `end` in order, `close` without a word. */
  ended: Promise<void>;
}

/** A connection that says exactly what it is told to, and reads unless it is paused. */
export async function connectRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined); // a reset is an end, too
  await once(socket, 'connect');
  return { socket, text: () => text, ended: once(socket, 'close').then(() => undefined) };
}

export const get = (path: string, headers = ''): string => `GET ${path} HTTP/1.1\r\nHost: buddy.test\r\n${headers}\r\n`;

export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

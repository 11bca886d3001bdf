import { Redis } from 'ioredis';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { freePort } from './ports.ts';
import type { OwnRedis } from './redis.ts';

/** Where a Redis of one's own cannot be had: one that others use too, behind a door that can be shut. */
export interface RedisProxy extends OwnRedis {
  close(): Promise<void>;
}

/** Everything that the queue of webhooks holds. */
const KEYS = 'bull:hatched-webhooks*';

export async function startRedisProxy(real: string): Promise<RedisProxy> {
  const behind = new URL(real);
  const url = new URL(real);
  const port = await freePort();
  url.host = `127.0.0.1:${port}`;
  const open = new Set<Socket>();
  let isHanging = false;

  const server = createServer((client) => {
    const redis = connect(Number(behind.port || 6379), behind.hostname);
    for (const [from, to] of [
      [client, redis],
      [redis, client],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => (open.delete(from), to.destroy()));
      from.pipe(to);
      if (isHanging) from.pause();
    }
  });
  const listen = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const shut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen();

  return {
    url: url.href,
    async stop() {
      if (server.listening) await shut();
    },
    async start() {
      await forget(real);
      if (!server.listening) await listen();
    },
    hang() {
      isHanging = true;
      for (const socket of open) socket.pause();
    },
    resume() {
      isHanging = false;
      for (const socket of open) socket.resume();
    },
    async close() {
      if (server.listening) await shut();
    },
  };
}

async function forget(url: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(KEYS);
  if (keys.length > 0) await redis.del(keys);
  redis.disconnect();
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './ports.ts';

/** A Redis of one's own, that can go away and hang. It keeps nothing on disk. */
export interface OwnRedis {
  url: string;
  /** As a power cut would: what it held is lost. */
  stop(): Promise<void>;
  /** Empty, at the same address. */
  start(): Promise<void>;
  /** Takes connections and never answers. */
  hang(): void;
  resume(): void;
}

/** @throws where no `redis-server` is installed */
export async function startRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let server = await spawnRedis(port);
  const isRunning = () => server.exitCode === null && server.signalCode === null;
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async stop() {
      if (!isRunning()) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    async start() {
      if (!isRunning()) server = await spawnRedis(port);
    },
    hang: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
  };
}

function spawnRedis(port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/ready to accept connections/i.test(said)) resolve(server);
    });
    server.on('error', (cause) => reject(new Error('No `redis-server` could be run: install Redis.', { cause })));
    server.on('exit', () => reject(new Error(`Redis ended before it was ready:\n${said}`)));
  });
}

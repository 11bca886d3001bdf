import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As `npm start` does. */
const COMMAND = ['--no-memory-reducer', new URL('../../demo/serve.ts', import.meta.url).pathname];

/** Fits what generated keys look like, so that tests know the keys without reading the server's output. */
export const TEST_SECRET_KEY = `hatch_test_${'s'.repeat(40)}`;
export const TEST_PUBLISHABLE_KEY = `hatch_pk_${'p'.repeat(40)}`;

export interface RealServer {
  url: string;
  pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

/** Runs the server in a process of its own, on a free port, with the demo unless `HATCHED_DEMO` is 0; waits until it listens or ends. */
export async function startRealServer(environment: Record<string, string>): Promise<RealServer> {
  const child = spawn(process.execPath, COMMAND, {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      HATCHED_DEMO: '1',
      HATCHED_BOOTSTRAP_SECRET_KEY: TEST_SECRET_KEY,
      HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: TEST_PUBLISHABLE_KEY,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = await listeningUrl(child, () => output);
  return {
    url,
    pid: child.pid!,
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/** Waits for a start that must fail; answers what was printed. */
export async function expectNoStart(environment: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, COMMAND, {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, output };
}

/** A data directory that goes away after the test. */
export async function temporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'hatched-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function listeningUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output());
      if (found) finish(found[0]);
    };
    const died = () => finish(new Error(`The server ended before it listened. It printed:\n${output()}`));
    const finish = (result: string | Error) => {
      child.stdout!.off('data', look);
      child.off('exit', died);
      if (typeof result === 'string') resolve(result);
      else reject(result);
    };
    child.stdout!.on('data', look);
    child.on('exit', died);
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

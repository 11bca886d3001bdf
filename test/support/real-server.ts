import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOW_RUN } from '../../demo/server.ts';

const HOME = new URL('../../', import.meta.url).pathname;
/** As `npm start` does. */
const commandIn = (home: string) => [...HOW_RUN.arguments, join(home, 'src/server/main.ts')];
const DEMO = join(HOME, 'demo');

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
  /** Its exit code, once it has ended; null: a signal ended it. */
  ended: Promise<number | null>;
}

/** Runs the server in a process of its own, on a free port, with the studio unless `HATCHED_DEMO` is 0; waits until it listens or ends. `home`: of another version. */
export function startRealServer(environment: Record<string, string>, home = HOME): Promise<RealServer> {
  return start(commandIn(home), /Hatched Buddy +(http:\S+)/, environment);
}

/**
 * The server and, beside it, Lingua; waits until both can be opened, and where `serve.ts` starts them, until there are rules
 * and a learner. `start.ts` builds what is stale before.
 */
export async function startWithLingua(
  environment: Record<string, string>,
  program: 'serve.ts' | 'start.ts' = 'serve.ts',
): Promise<RealServer & { app: string }> {
  const server = await start([...HOW_RUN.arguments, join(DEMO, program)], /Lingua +http:\S+/, environment);
  const app = /Lingua +(http:\S+)/.exec(server.output())![1]!;
  if (program === 'serve.ts') await visit(app);
  return { ...server, app };
}

/** Rules and first learner follow a start; who visits waits for them. */
async function visit(app: string): Promise<void> {
  const answer = await fetch(`${app}/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: 'demo-pip' }),
  });
  if (!answer.ok) throw new Error(`Lingua has no learners: ${answer.status} ${await answer.text()}`);
}

async function start(command: string[], ready: RegExp, environment: Record<string, string>): Promise<RealServer> {
  const child = spawn(process.execPath, command, {
    env: {
      ...HOW_RUN.environment,
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
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  await printed(child, ready, () => output);
  const url = /Hatched Buddy +(http:\S+)/.exec(output)![1]!;
  return {
    url,
    pid: child.pid!,
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    ended,
  };
}

/** Waits for a start that must fail; answers what was printed. */
export async function expectNoStart(
  environment: Record<string, string>,
  home = HOME,
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, commandIn(home), {
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

function printed(child: ChildProcess, wanted: RegExp, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (wanted.test(output())) finish();
    };
    const died = () => finish(new Error(`It ended before it listened. It printed:\n${output()}`));
    const finish = (error?: Error) => {
      child.stdout!.off('data', look);
      child.off('exit', died);
      if (error) reject(error);
      else resolve();
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

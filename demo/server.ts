import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../src/server/main.ts', import.meta.url));

/**
 * How Node runs our TypeScript. `main.ts` asks for the compile cache, too, but is itself read before: without the variable
 * Node loads its type stripper for that one file, which costs some 17 MB and a tenth of the start.
 */
export const HOW_RUN = {
  arguments: ['--no-memory-reducer'],
  environment: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
};

interface ServerProgram {
  /** Where it listens; rejects where it ends before. */
  listening: Promise<string>;
  /** Its exit code, once it has ended. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

/** The server as anybody runs it: a program of its own, which writes to this one's output. */
export function runServer(environment: NodeJS.ProcessEnv): ServerProgram {
  const child = spawn(process.execPath, [...HOW_RUN.arguments, PROGRAM], {
    env: { ...HOW_RUN.environment, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C in a terminal goes to a whole group: the server is told once, by `stop`.
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => (code as number | null) ?? 1);
  return {
    listening: Promise.race([addressIn(child), ended.then(() => Promise.reject(new Error('The server has ended.')))]),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** It says where it listens when it does, with whatever port it was given. */
function addressIn({ stdout }: Pick<ChildProcess, 'stdout'>): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    stdout!.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      printed = `${printed}${text}`.slice(-10_000);
      const found = /Hatched Buddy +(http:\S+)/.exec(printed);
      if (found) resolve(found[1]!);
    });
  });
}

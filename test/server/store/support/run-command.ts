import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs `src/server/main.ts <name>` as the npm script does, in this environment alone. */
export async function runCommand(
  name: 'migrate' | 'backup' | 'move',
  environment: Record<string, string>,
  ...arguments_: string[]
): Promise<{ code: number; output: string; errors: string }> {
  const file = new URL('../../../../src/server/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, name, ...arguments_], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors: errors.trim() };
}

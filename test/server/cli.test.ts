import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/server/cli/command-line.ts';
import { VERSION } from '../../src/server/version.ts';

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));

async function run(...words: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...words], { env: { PATH: process.env['PATH'] ?? '' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe('hatched-buddy-server', () => {
  it('says its version, and what it can do', async () => {
    expect(await run('--version')).toEqual({ code: 0, output: `${VERSION}\n` });
    const { code, output } = await run('--help');
    expect(code).toBe(0);
    for (const command of commandLine().commands) expect(output).toContain(`  ${command.name()}`);
    expect(output).toContain('DATABASE_URL');
  });

  it('explains each command', () => {
    const all = commandLine().commands.flatMap((command) => [command, ...command.commands]);
    for (const command of all) {
      expect(command.description(), command.name()).not.toBe('');
      expect(command.helpInformation()).toContain('--help');
    }
  });

  it('refuses a command that it does not know with the one that was meant', async () => {
    const { code, output } = await run('migrat');
    expect(code).toBe(1);
    expect(output).toBe("error: unknown command 'migrat'\n(Did you mean migrate?)\n");
  });
});

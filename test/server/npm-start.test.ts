import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HOME = fileURLToPath(new URL('../..', import.meta.url));

it('npm start: a SIGTERM that only npm gets stops the server, too', async () => {
  const data = await mkdtemp(join(tmpdir(), 'hatched-npm-start-'));
  const environment: NodeJS.ProcessEnv = { ...process.env, PORT: '0', DATA_DIR: data };
  for (const name of Object.keys(environment)) if (/^(npm_|VITEST)/.test(name)) delete environment[name];
  const npm = spawn('npm', ['start'], { cwd: HOME, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<URL>((resolve, reject) => {
      let output = '';
      npm.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = /Hatched Buddy +(http:\S+)/.exec(output);
        if (found) resolve(new URL(found[1]!));
      });
      npm.on('exit', () => reject(new Error(output)));
    });
    const answers = await fetch(new URL('/health/live', url), { headers: { connection: 'close' } });
    expect(answers.status).toBe(200);
    // Open as long as the server lives, whoever its parent is by then.
    const line = connect(Number(url.port), url.hostname);
    await once(line, 'connect');
    const closed = once(line, 'close');
    npm.kill('SIGTERM');
    await once(npm, 'exit');
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    npm.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HOME = fileURLToPath(new URL('../..', import.meta.url));

it('npm start: a SIGTERM that only npm gets stops the server and the app beside it', async () => {
  const data = await mkdtemp(join(tmpdir(), 'hatched-npm-start-'));
  const environment: NodeJS.ProcessEnv = { ...process.env, PORT: '0', DATA_DIR: data };
  for (const name of Object.keys(environment)) if (/^(npm_|VITEST)/.test(name)) delete environment[name];
  const npm = spawn('npm', ['start'], { cwd: HOME, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url, app] = await new Promise<[URL, URL]>((resolve, reject) => {
      let output = '';
      npm.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const addresses = [/Hatched Buddy +(http:\S+)/, /Lingua +(http:\S+)/].map((line) => line.exec(output)?.[1]);
        if (addresses[0] && addresses[1]) resolve([new URL(addresses[0]), new URL(addresses[1])]);
      });
      npm.on('exit', () => reject(new Error(output)));
    });
    const answers = await fetch(new URL('/health/live', url), { headers: { connection: 'close' } });
    expect(answers.status).toBe(200);
    const studio = await fetch(url, { headers: { connection: 'close' } });
    expect(studio.headers.get('content-security-policy')).toContain(`frame-src ${app.origin};`);
    expect(await studio.text()).toContain(`<meta name="demo-app" content="${app.origin}" />`);
    expect((await fetch(app, { headers: { connection: 'close' } })).status).toBe(200);
    // Open as long as they live, whoever their parent is by then.
    const closed = await Promise.all([url, app].map(lineTo));
    npm.kill('SIGTERM');
    await once(npm, 'exit');
    await Promise.all(closed.map((line) => line.closed));
    await expect(fetch(url)).rejects.toThrow();
    await expect(fetch(app)).rejects.toThrow();
  } finally {
    npm.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
});

/** A connection on which nothing is said, and when it ends. */
async function lineTo({ port, hostname }: URL): Promise<{ closed: Promise<unknown> }> {
  const line = connect(Number(port), hostname);
  await once(line, 'connect');
  return { closed: once(line, 'close') };
}

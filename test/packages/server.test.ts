import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ELEMENT_PACKAGE, inHome, ROOT, SERVER_PACKAGE } from '../../src/build/paths.ts';
import { type Installed, install, run } from './packed.ts';

const BIN = inHome('node_modules/.bin');
const SECRET_KEY = `hatch_test_${'s'.repeat(40)}`;

describe('hatched-buddy-server, packed and installed', () => {
  let installed: Installed;
  let command: string;
  beforeAll(async () => {
    installed = await install(SERVER_PACKAGE);
    command = join(installed.folder, 'node_modules/.bin/hatched-buddy-server');
  });
  afterAll(() => installed?.remove());

  it('is in order for publint', async () => {
    const { code, output } = await run(installed.folder, join(BIN, 'publint'), '--strict', installed.tarball);
    expect(code, output).toBe(0);
  });

  it('has types that resolve, for are-the-types-wrong', async () => {
    const words = ['--profile', 'esm-only', '--', installed.tarball];
    const { code, output } = await run(installed.folder, join(BIN, 'attw'), ...words);
    expect(code, output).toBe(0);
  });

  it('explains itself', async () => {
    expect(await run(installed.folder, command, '--version')).toEqual({ code: 0, output: `${ROOT.version}\n` });
    expect((await run(installed.folder, command, 'backup', '--help')).output).toContain('[directory]');
  });

  it('says in one sentence that Node is too old for it', async () => {
    // The newest of the line before the oldest that will do, from npm.
    const answer = await run(installed.folder, 'npx', '--yes', '--package=node@22.18', 'node', command);
    expect(answer.code).toBe(1);
    expect(answer.output).toMatch(/^Node 22\.18\.\d+ is too old: hatched-buddy-server needs Node 22\.19 or newer\.\n$/);
    const older = await run(installed.folder, 'npx', '--yes', '--package=node@20', 'node', command);
    expect(older.output).toMatch(/^Node 20\.\d+\.\d+ is too old: [^\n]*\n$/);
  });

  it('runs from node_modules: a client that is installed beside it hatches a buddy, sends events, verifies a webhook, draws a picture', async () => {
    const client = await install(ELEMENT_PACKAGE);
    const server = await start(command, installed.folder);
    try {
      const { code, output } = await run(
        client.folder,
        process.execPath,
        '--input-type=module',
        '-e',
        CLIENT,
        server.url,
        SECRET_KEY,
      );
      expect(code, output).toBe(0);
      expect(JSON.parse(output.trim().split('\n').at(-1)!)).toEqual({
        coins: 10,
        verified: true,
        png: 'image/png',
        script: 'application/javascript; charset=utf-8',
      });
      server.child.kill('SIGTERM');
      const [ended] = (await once(server.child, 'exit')) as [number | null];
      expect(ended).toBe(0);
      expect(existsSync(join(installed.folder, 'data/hatched.db'))).toBe(true);
      const backup = await run(installed.folder, 'env', `DATA_DIR=data`, command, 'backup', 'copy');
      expect(backup.output).toContain('copy holds a checked copy of data');
    } finally {
      server.child.kill('SIGKILL');
      await client.remove();
    }
  });

  it('has every module that is started by its name, and not imported', async () => {
    const code = join(installed.folder, 'node_modules/hatched-buddy-server/dist');
    const named: string[] = [];
    for await (const file of glob('**/*.js', { cwd: code })) {
      const text = await readFile(join(code, file), 'utf8');
      for (const [, name] of text.matchAll(/new URL\(`([\w/-]+)\$\{extname\(import\.meta\.url\)\}`/g))
        named.push(join(dirname(file), `${name}.js`));
    }
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(named.filter((file) => !existsSync(join(code, file)))).toEqual([]);
  });

  it('startTestServer starts from node_modules', async () => {
    const program = `
      import { startTestServer } from 'hatched-buddy-server/testing';
      const server = await startTestServer();
      await server.clock.advance({ days: 1 });
      console.log((await fetch(server.url + '/health/ready')).status);
      await server.stop();`;
    const words = ['--input-type=module', '-e', program];
    expect(await run(installed.folder, process.execPath, ...words)).toEqual({ code: 0, output: '200\n' });
  });
});

const CLIENT = `
  import { once } from 'node:events';
  import { createServer } from 'node:http';
  import { HatchedClient } from 'hatched-buddy/sdk';
  import { verifySignature } from 'hatched-buddy/sdk/webhooks';
  const [, url, apiKey] = process.argv;
  const client = new HatchedClient({ apiKey, baseUrl: url + '/api/v1' });
  await client.config.publish({
    document: {
      coin_rules: [{ key: 'lesson', event_type: 'lesson_completed', amount: 10 }],
      species: [{ key: 'owl' }],
      stages: [{ stage: 1, label: 'Hatchling' }],
    },
  });
  let verified;
  const receiver = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end();
    if (request.headers['x-hatched-event'] !== 'coin.earned') return;
    receiver.emit('paid', verifySignature(Buffer.concat(chunks), request.headers, secret));
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const receiving = once(receiver, 'paid');
  const { secret } = await client.webhooks.create({ url: 'http://127.0.0.1:' + receiver.address().port, events: ['*'] });
  const egg = await client.eggs.create({ userId: 'u1' });
  await client.eggs.updateStatus(egg.eggId, 'ready');
  const hatching = await client.eggs.hatch(egg.eggId);
  const { result } = await client.operations.wait(hatching.operationId);
  const effects = await client.events.send({ userId: 'u1', type: 'lesson_completed' });
  const buddy = await client.buddies.get(result.buddyId);
  const png = await fetch(new URL(buddy.image.pngUrl, url));
  const script = await fetch(url + '/hatched-buddy.js');
  [verified] = await receiving;
  receiver.close();
  receiver.closeAllConnections();
  const type = (answer) => answer.headers.get('content-type');
  console.log(JSON.stringify({ coins: effects.coins, verified, png: type(png), script: type(script) }));
`;

async function start(command: string, cwd: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(command, [], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: 'data',
      HATCHED_BOOTSTRAP_SECRET_KEY: SECRET_KEY,
      HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = /Hatched Buddy +(http:\S+)/.exec(output);
      if (found) resolve(found[1]!);
    });
    child.on('exit', () => reject(new Error(`It ended: ${output}`)));
  });
  return { child, url };
}

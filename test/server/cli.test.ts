import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { HatchedClient } from '../../src/sdk/index.ts';
import { verifySignature } from '../../src/sdk/webhooks/index.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/server/cli/command-line.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';
import { VERSION } from '../../src/server/version.ts';
import { MAIN, run } from '../support/cli.ts';

/** There is no such token. */
const TOKEN_RULE = { key: 'gem', event_type: 'lesson_completed', token_key: 'gem', amount: 1 };
const CONFIG = {
  coin_rules: [{ key: 'lesson', event_type: 'lesson_completed', amount: 10 }],
  species: [{ key: 'owl' }],
  stages: [{ stage: 1, label: 'Hatchling' }],
};

describe('hatched-buddy-server', () => {
  it('says its version, and what it can do', async () => {
    expect(await run({}, '--version')).toEqual({ code: 0, output: `${VERSION}\n` });
    const { code, output } = await run({}, '--help');
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
    const { code, output } = await run({}, 'migrat');
    expect(code).toBe(1);
    expect(output).toBe("error: unknown command 'migrat'\n(Did you mean migrate?)\n(--help says what there is.)\n");
  });
});

describe('hatched-buddy-server config and events, against a running server', () => {
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    server = await startTestServer();
    folder = await mkdtemp(join(tmpdir(), 'hatched-cli-'));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const ask = (...words: string[]) => run({ HATCHED_SECRET_KEY: server.secretKey, HATCHED_URL: server.url }, ...words);
  const file = async (name: string, content: unknown) => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('keeps rules in a file: validates, compares, publishes, and pulls them again', async () => {
    const rules = await file('rules.json', CONFIG);
    expect(await ask('config', 'pull', rules)).toMatchObject({
      code: 1,
      output: 'Nothing is published in this world yet: `config publish` publishes a file of yours.\n',
    });
    expect((await ask('config', 'validate', rules)).output).toContain(`${rules} can be published.`);
    expect((await ask('config', 'diff', rules)).output).toContain('+ coin_rules.lesson');
    expect((await ask('config', 'publish', rules)).output).toMatch(/rules.json is published as \S+\.\n$/);
    expect((await ask('config', 'publish', rules)).output).toContain('Nothing to do');

    const dearer = { ...CONFIG, coin_rules: [{ ...CONFIG.coin_rules[0], amount: 20 }] };
    expect(await ask('config', 'diff', await file('dearer.json', dearer))).toEqual({
      code: 0,
      output: '~ coin_rules.lesson: amount 10 → 20\n',
    });
    const pulled = join(folder, 'pulled.json');
    await ask('config', 'pull', pulled);
    expect(await ask('config', 'diff', pulled)).toEqual({ code: 0, output: `${pulled} is what is published.\n` });
  });

  it('never shows the secret of a cause', async () => {
    const secret = 'a secret that stands in the file alone';
    const cause = {
      key: 'trees',
      label: 'Trees',
      metric: 'event_count',
      threshold: 10,
      webhook_url: 'https://x.test',
      secret,
    };
    const rules = await file('causes.json', { ...CONFIG, causes: [cause] });
    expect((await ask('config', 'publish', rules)).code).toBe(0);
    const { output } = await ask('config', 'diff', rules);
    expect(output).toContain('~ causes.trees: secret as in the file');
    expect(output).not.toContain(secret);
  });

  it('refuses a file that is not valid with the field, and publishes nothing', async () => {
    const { code, output } = await ask(
      'config',
      'publish',
      await file('bad.json', { ...CONFIG, token_rules: [TOKEN_RULE] }),
    );
    expect(code).toBe(1);
    expect(output).toContain('error: token_rules.0.token_key');
    expect(await ask('config', 'validate', await file('worse.json', '{'))).toMatchObject({ code: 1 });
  });

  it('sends an event and says why, lists it, and imports a file twice with one effect', async () => {
    const { output } = await ask('events', 'send', 'lesson_completed', '--user', 'u1', '--properties', '{"score":1}');
    expect(JSON.parse(output)).toMatchObject({ duplicate: false, explanation: expect.any(Array) as unknown });
    expect((await ask('events', 'list', '--user', 'u1')).output).toMatch(/ lesson_completed {2}u1 /);
    const lines = ['a', 'b'].map((event_id) => JSON.stringify({ event_id, user_id: 'u2', type: 'lesson_completed' }));
    const events = await file('events.jsonl', lines.join('\n'));
    expect(await ask('events', 'import', events)).toEqual({ code: 0, output: '2 applied, 0 duplicates, 0 failed\n' });
    expect((await ask('events', 'import', events)).output).toBe('0 applied, 2 duplicates, 0 failed\n');
    const bad = await file('bad.jsonl', `${lines[0]}\n{"event_id":"c","user_id":"","type":"x"}`);
    const refused = await ask('events', 'import', bad);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/^line 2: .*\n0 applied, 1 duplicates, 1 failed\n$/);
  });

  it('brings webhooks to this machine, signed, with what caused them, and leaves no endpoint behind', async () => {
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.end();
      });
    });
    await once(receiver.listen(0, '127.0.0.1'), 'listening');
    const forward = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const env = { PATH: process.env['PATH'] ?? '', HATCHED_SECRET_KEY: server.secretKey, HATCHED_URL: server.url };
    const listening = spawn(process.execPath, [MAIN, 'webhooks', 'listen', '--forward', forward], { env });
    const lines = createInterface({ input: listening.stdout })[Symbol.asyncIterator]();
    try {
      const secret = /signed with (\S+)$/.exec((await lines.next()).value as string)![1]!;
      await hatch(server);
      await ask('events', 'send', 'lesson_completed', '--user', 'u9', '--id', 'lesson-1');
      let line = '';
      while (!line.startsWith('coin.earned')) line = (await lines.next()).value as string;
      expect(line).toMatch(/^coin\.earned {2}\S+ {2}signature valid {2}event lesson-1 {2}→ 200$/);
      const { headers, body } = received.at(-1)!;
      expect(verifySignature(body, headers, secret)).toBe(true);
      expect(JSON.parse(body)).toMatchObject({ amount: 10, event_id: 'lesson-1' });

      const sent = (await ask('webhooks', 'trigger', 'streak.burned')).output;
      const [, here] = /^streak\.burned → \S+ \(webhooks listen\): (\S+)$/m.exec(sent)!;
      while (!line.startsWith('streak.burned')) line = (await lines.next()).value as string;
      expect(line).toBe(`streak.burned  ${here}  signature valid  a sample  → 200`);
      const sample = received.at(-1)!;
      expect(verifySignature(sample.body, sample.headers, secret)).toBe(true);
    } finally {
      listening.kill('SIGINT');
      await once(listening, 'exit');
      receiver.close();
    }
    const left = await new HatchedClient({ apiKey: server.secretKey, baseUrl: server.url }).webhooks.list();
    expect(left.data.map(({ url }) => new URL(url).hostname)).toEqual(['127.0.0.1']);
    expect((await ask('webhooks', 'trigger', 'badge.awarded')).output).toMatch(/^badge\.awarded → \S+: \S+\n$/);
    const sample = await server.nextWebhook('badge.awarded');
    expect(sample.payload).toMatchObject({ test: true });
  });
});

async function hatch({ url, secretKey }: TestServer): Promise<void> {
  const client = new HatchedClient({ apiKey: secretKey, baseUrl: url });
  const { eggId } = await client.eggs.create({ userId: 'u9' });
  await client.eggs.updateStatus(eggId, 'ready');
  await client.operations.wait((await client.eggs.hatch(eggId)).operationId);
}

import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  expectNoStart,
  startRealServer,
  temporaryDirectory,
  TEST_PUBLISHABLE_KEY,
  TEST_SECRET_KEY,
} from '../../support/real-server.ts';

const GENERATED = { HATCHED_BOOTSTRAP_SECRET_KEY: '', HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: '', HATCHED_DEMO: '0' };

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const status = async (url: string, key: string, path = '/api/v1/api-keys') =>
  (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;

describe('the first boot', () => {
  test('prints the keys of both worlds once, and they work', async () => {
    const environment = { DATA_DIR: directory.path, ...GENERATED };
    const first = await startRealServer(environment);
    await expect.poll(() => first.output()).toMatch(/test world[\s\S]*publishable/);
    const keys = first.output().match(/hatch_(live|test|pk)_\w+/g)!;
    expect(keys.map((key) => key.replace(/_\w{42}$/, ''))).toEqual([
      'hatch_live',
      'hatch_pk',
      'hatch_test',
      'hatch_pk',
    ]);
    expect(await status(first.url, keys[0]!)).toBe(200);
    expect(await status(first.url, keys[2]!)).toBe(200);
    await first.stop();

    const second = await startRealServer(environment);
    expect(second.output()).not.toMatch(/hatch_(live|test|pk)_/);
    expect(await status(second.url, keys[0]!)).toBe(200);
    await second.stop();
  });

  test('shows its keys when it gets through, not when it fails', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const environment = { DATA_DIR: directory.path, ...GENERATED };
    const { port } = other.address() as AddressInfo;
    expect((await expectNoStart({ ...environment, PORT: String(port) })).output).not.toMatch(/hatch_/);
    other.close();
    const server = await startRealServer(environment);
    await expect.poll(() => server.output()).toMatch(/hatch_live_[\s\S]*hatch_test_/);
    await server.stop();
  });

  test('another signing secret is warned of', async () => {
    const environment = { DATA_DIR: directory.path, HATCHED_DEMO: '0' };
    await (await startRealServer(environment)).stop();
    const server = await startRealServer({
      ...environment,
      HATCHED_SIGNING_SECRET: 'another secret than the one before',
    });
    expect(server.output()).toMatch(/signing secret is none that this database/);
    await server.stop();
    // One of the two is cut short: it would be taken for one secret with a comma in it.
    const cut = { ...environment, HATCHED_SIGNING_SECRET: `${'new'.repeat(12)},another secret than` };
    expect((await expectNoStart(cut)).output).toMatch(
      /^HATCHED_SIGNING_SECRET must have at least 32 characters, each/m,
    );
  });

  test('takes the keys that it is given, and shows none', async () => {
    const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_DEMO: '0' });
    const list = await fetch(`${server.url}/api/v1/api-keys`, {
      headers: { authorization: `Bearer ${TEST_SECRET_KEY}` },
    });
    const { data } = (await list.json()) as { data: { kind: string; masked_key: string }[] };
    expect(data.map(({ kind }) => kind).sort()).toEqual(['publishable', 'secret']);
    expect(data.find(({ kind }) => kind === 'publishable')!.masked_key).toBe(
      `hatch_pk_…${TEST_PUBLISHABLE_KEY.slice(-4)}`,
    );
    expect(server.output()).not.toContain(TEST_SECRET_KEY);
    await server.stop();
  });

  test.each(['live', 'test'] as const)(
    'a given key opens the %s world, and the publishable one goes with it',
    async (mode) => {
      const [secret, publishable] = [`hatch_${mode}_${'a'.repeat(32)}`, `hatch_pk_${'b'.repeat(32)}`];
      const given = { HATCHED_BOOTSTRAP_SECRET_KEY: secret, HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: publishable };
      const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_DEMO: '0', ...given });
      const sent = await fetch(`${server.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user_id: 'ada', type: 'lesson' }),
      });
      expect(sent.status).toBe(200);
      // Whom this world has heard of has a state there; a user of the other world would be nobody.
      expect(await status(server.url, publishable, '/api/v1/widget/state?user_id=ada')).toBe(200);
      expect(await status(server.url, publishable, '/api/v1/widget/state?user_id=bob')).toBe(404);
      await server.stop();
      const generated = await startRealServer({ DATA_DIR: directory.path, ...GENERATED });
      expect(generated.output()).not.toMatch(/hatch_(live|test|pk)_/);
      await generated.stop();
    },
  );

  test('writes its secrets for this user alone', async () => {
    const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_DEMO: '0' });
    await server.stop();
    const file = join(directory.path, 'secrets.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8')).signing_secret).toMatch(/^[\w-]{43}$/);
  });
});

test('asked to stop, it ends at once and leaves the directory to the next', async () => {
  const environment = { DATA_DIR: directory.path, HATCHED_DEMO: '0' };
  const first = await startRealServer(environment);
  // Open connections that ask for nothing must not hold it up: neither one that has been used nor one that has not.
  await (await fetch(`${first.url}/health/live`)).text();
  const unused = connect(Number(new URL(first.url).port), '127.0.0.1');
  await once(unused, 'connect');
  unused.on('error', () => undefined);
  const began = performance.now();
  await first.stop();
  expect(performance.now() - began).toBeLessThan(5000);
  const second = await startRealServer(environment);
  expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
  await second.stop();
});

describe('what cannot work is one sentence, without a stack', () => {
  async function expectSentence(environment: Record<string, string>, sentence: RegExp): Promise<void> {
    const { code, output } = await expectNoStart({ DATA_DIR: directory.path, ...environment });
    expect(output.trim()).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  }

  test('a malformed setting', () => expectSentence({ PORT: 'eighty' }, /^PORT must be a number .*"eighty"\.$/));

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expectSentence({ PORT: String(port) }, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use: .*set PORT`));
    other.close();
  });

  test('an address of another machine', () =>
    expectSentence({ HOST: '192.0.2.1' }, /^HOST 192\.0\.2\.1 is not an address/));

  test('a directory that another process holds', async () => {
    const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_DEMO: '0' });
    await expectSentence({}, new RegExp(`^DATA_DIR .* is in use by process ${server.pid}:`));
    await server.stop();
  });

  test('a data directory that is a file', async () => {
    await writeFile(join(directory.path, 'file'), '');
    await expectSentence(
      { DATA_DIR: join(directory.path, 'file') },
      /^DATA_DIR .* cannot be made: a file is in its place/,
    );
  });

  test('a data directory that cannot be written', async () => {
    // Root may write anywhere but where the system itself lets nobody.
    const closed = process.getuid?.() === 0 ? '/sys/hatched' : join(directory.path, 'closed');
    if (!closed.startsWith('/sys')) await mkdir(closed, { mode: 0o500 });
    await expectSentence({ DATA_DIR: closed }, /^DATA_DIR .* cannot be (made|written)/);
  });

  test('a damaged database', async () => {
    await writeFile(join(directory.path, 'hatched.db'), 'this is no database, '.repeat(500));
    await expectSentence({}, /^The database in DATA_DIR .* is damaged: .*backup/);
  });

  test('damaged secrets', async () => {
    await writeFile(join(directory.path, 'secrets.json'), '{"signing_secret": ');
    await expectSentence({}, /secrets\.json is damaged: .*backup/);
  });

  test('a PostgreSQL server that is not there', () =>
    expectSentence(
      { DATABASE_URL: 'postgres://nobody:hush@127.0.0.1:1/none', HATCHED_SIGNING_SECRET: 'x'.repeat(32) },
      /^(?!.*hush).*(DATABASE_URL|PostgreSQL)/,
    ));
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { listen } from '../../src/server/cli/webhooks.ts';
import { startTestServer, type TestServer } from '../../src/server/testing/index.ts';
import { scriptedClient } from '../sdk/support/client.ts';
import { run } from '../support/cli.ts';
import { freePort } from '../support/ports.ts';

// What is wrong is said in one sentence, with the setting that it is about and what to do.

let server: TestServer;
let folder: string;
let away: string;
const CONFIG = {
  coin_rules: [{ key: 'lesson', event_type: 'lesson_completed', amount: 10 }],
  species: [{ key: 'owl' }],
  stages: [{ stage: 1, label: 'Hatchling' }],
};

beforeAll(async () => {
  server = await startTestServer({ config: CONFIG });
  folder = await mkdtemp(join(tmpdir(), 'hatched-cli-'));
  away = `http://127.0.0.1:${await freePort()}`;
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, content: string) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const ask = (words: string[], more: Record<string, string> = {}) =>
  run({ HATCHED_SECRET_KEY: server.secretKey, HATCHED_URL: server.url, ...more }, ...words);

const LIST = ['events', 'list'];
const KEY = `hatch_test_${'k'.repeat(40)}`;

test.each<[words: string[], more: Record<string, string>, said: RegExp]>([
  [LIST, { HATCHED_SECRET_KEY: '' }, /^Set HATCHED_SECRET_KEY to a secret key [^\n]+\n$/],
  [LIST, { HATCHED_SECRET_KEY: `hatch_pk_${'p'.repeat(40)}` }, /^HATCHED_SECRET_KEY is a publishable key, [^\n]+\n$/],
  [LIST, { HATCHED_SECRET_KEY: 'hatch_test_half a key' }, /^HATCHED_SECRET_KEY is no secret key [^\n]+\n$/],
  [LIST, { HATCHED_SECRET_KEY: KEY }, /^HATCHED_SECRET_KEY was refused\. [^\n]+\n$/],
  [
    LIST,
    { HATCHED_URL: 'localhost:8787' },
    /^HATCHED_URL is "localhost:8787"\. It must be an address like http:[^\n]+\n$/,
  ],
  [
    [...LIST, '--url', 'localhost'],
    {},
    /^error: option '--url <url>' argument 'localhost' is invalid\. It must be an address/,
  ],
  [
    [...LIST, '--limit', 'all'],
    {},
    /^error: option '--limit <count>' argument 'all' is invalid\. It must be a whole number/,
  ],
  [[...LIST, '--limit', '0'], {}, /^error: option '--limit <count>' argument '0' is invalid/],
  [
    ['webhooks', 'listen', '--forward', 'localhost:3000/hooks'],
    {},
    /^error: option '--forward <url>' argument '[^']+' is inv/,
  ],
  [['webhooks', 'trigger', 'badge.won'], {}, /^event: must be one of [^\n]*badge\.awarded[^\n]*\n$/],
  [['events', 'send', 'x', '--user', 'u', '--properties', '[1]'], {}, /^--properties is not a JSON object, [^\n]+\n$/],
  [['events', 'import', 'none.jsonl'], {}, /^none\.jsonl cannot be read: ENOENT[^\n]+\n$/],
  [
    ['config', 'pull', 'no-such-folder/rules.json'],
    {},
    /^no-such-folder\/rules\.json cannot be written: ENOENT[^\n]+\n$/,
  ],
  [['config', 'diff', 'none.json'], {}, /^none\.json cannot be read\. [^\n]*config pull[^\n]*\n$/],
  [['confg'], {}, /^error: unknown command 'confg'\n\(Did you mean config\?\)\n\(--help says what there is\.\)\n$/],
])('%j, %j', async (words, more, said) => {
  const { code, output } = await ask(words, more);
  expect(output).toMatch(said);
  expect(code).toBe(1);
});

it('says where it has looked for a server that is not there, and how to name another', async () => {
  const { code, output } = await ask(['config', 'pull', join(folder, 'x.json')], { HATCHED_URL: away });
  expect(code).toBe(1);
  const { host } = new URL(away);
  expect(output).toContain(`no answer from ${away} (connect ECONNREFUSED ${host}). Does the server run there?`);
  expect(output).toMatch(/--url, or HATCHED_URL, says where it is\.\n$/);
});

it.each(['[]', 'null', '"rules"', '{"coin_rules": 5}', '{"coin_rules": [null]}', '{"coin_rulez": []}'])(
  'a file with %s is no configuration: for each command the same sentence, and nothing is published',
  async (content) => {
    const path = await file('bad.json', content);
    const answers = await Promise.all(['validate', 'diff', 'publish'].map((name) => ask(['config', name, path])));
    expect(new Set(answers.map(({ output }) => output)).size).toBe(1);
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(answers[0]!.output).toMatch(/must hold one JSON object|error: coin_rule[sz](\.0)?: /);
  },
);

it('imports what is good of a file, and says of each bad line which it is', async () => {
  const good = (event_id: string) => JSON.stringify({ event_id, user_id: 'u7', type: 'lesson_completed' });
  const path = await file(
    'mixed.jsonl',
    [good('m1'), '', '{half', good('m2'), '{"user_id":"","type":"x"}', ''].join('\r\n'),
  );
  const { code, output } = await ask(['events', 'import', path]);
  expect(code).toBe(1);
  expect(output).toMatch(/^line 3: It is not a JSON object\.\nline 5: [^\n]+\n2 applied, 0 duplicates, 2 failed\n$/);
});

it('lists as many as asked for', async () => {
  for (const id of ['l1', 'l2', 'l3']) await ask(['events', 'send', 'note', '--user', 'lister', '--id', id]);
  const { output } = await ask([...LIST, '--user', 'lister', '--limit', '2']);
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => line.split('  ')[3]),
  ).toEqual(['l3', 'l2']);
});

it('listening goes on when the server was away, and says what it leaves behind', async () => {
  const made = { status: 201, body: { endpoint_id: 'whe_1', secret: 'whsec_a' } };
  const none = { status: 200, body: { data: [], next_cursor: null } };
  const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  const { client, sent } = scriptedClient([made, none, refused, refused, none, refused], { maxRetries: 0 });
  const controller = new AbortController();
  const lines: string[] = [];
  await listen(
    client,
    {},
    (line) => {
      lines.push(line);
      if (line === 'The server is back.') controller.abort();
    },
    controller.signal,
  );
  expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET', 'GET', 'DELETE']);
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(
      /^GET \S+: no answer from https:\/\/buddy\.test \(connect ECONNREFUSED\)\. Waiting for it\.$/,
    ),
    'The server is back.',
    expect.stringMatching(/^The endpoint whe_1 is left behind, as it could not be deleted: DELETE /),
  ]);
});

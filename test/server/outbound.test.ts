import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inHome } from '../../src/build/paths.ts';

/** What opens a connection in our own code: packages, Node's modules, and what browsers and Node have in common. */
const OPENS = [
  /^import (?!type).* from '(undici|pg|ioredis|bullmq|redis)'/m,
  /^import \{[^}]*\b(connect|createConnection|request|get|Socket|Agent)\b[^}]*\} from 'node:(net|tls|http|https|http2|dgram)'/m,
  /globalThis\.fetch;/,
  /\bnew (WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection)\b|\bsendBeacon\b/,
];
/** Where nothing of the file's own has that name. */
const FETCHES = /(await|return|void|=>?|[:?(,!]) ?fetch\b(?!:)/;
const OWN_FETCH = /\bfetch: \(|const fetch =/;
const withoutWords = (text: string) =>
  text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '').replaceAll(/^import type .*$/gm, '');

async function opening(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('**/*.ts', { cwd: inHome(folder) })) {
    const text = withoutWords(await readFile(inHome(`${folder}/${file}`), 'utf8'));
    const fetches = FETCHES.test(text) && !OWN_FETCH.test(text);
    if (fetches || OPENS.some((pattern) => pattern.test(text))) found.push(file);
  }
  return found.toSorted();
}

const SERVER = {
  'the databases that its operator names': [
    'gate/limiter-redis.ts',
    'store/postgres/listen.ts',
    'store/postgres/migrate.ts',
    'store/postgres/pool.ts',
    'webhooks/wake/bullmq.ts',
  ],
  'endpoints and causes': ['webhooks/send/failures.ts', 'webhooks/send/guard.ts', 'webhooks/send/post.ts'],
  'the digest address': ['webhooks/health/digest.ts'],
  'what the command line is told to forward to, and servers of tests': ['cli/webhooks.ts', 'testing/index.ts'],
};

test('the server calls nobody but whom its operator names', async () => {
  expect(await opening('src/server')).toEqual(Object.values(SERVER).flat().toSorted());
});

test.each([
  ['the SDK', 'src/sdk', ['http/transport.ts']],
  ['the element', 'src/widget', ['api/client.ts', 'session/early.ts']],
  ['the playground', 'src/playground', []],
  ['the engine', 'src/engine', []],
  ['the art', 'src/art', []],
  ['the contract', 'src/contract', []],
])('%s has one way out, to the server that it is given', async (_, folder, files) => {
  expect(await opening(folder)).toEqual(files);
});

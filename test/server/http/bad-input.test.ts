import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const BUDDY = 'buddy_00000000000000000000000000';

let server: TestServer;
let address: URL;
beforeAll(async () => {
  server = await startTestServer();
  address = new URL(await server.listen());
});
afterAll(() => server.close());

/** Sends bytes as they are; answers everything that comes back until the connection closes. */
function sendRaw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(address.port), address.hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

const rawPost = (body: Buffer | string, headers = '') =>
  Buffer.concat([
    Buffer.from(
      `POST /api/v1/config/validate HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${server.test.secret}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`,
    ),
    Buffer.from(body),
  ]);

describe('a body that cannot be read is refused in the envelope, saying what is wrong', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const cases: [name: string, body: string | Buffer, status: number, code: string, message: RegExp][] = [
    ['not JSON', 'hello', 400, 'bad_request', /not valid JSON/],
    ['cut off', '{"a": [1, 2', 400, 'bad_request', /not valid JSON/],
    ['a comment', '{} // done', 400, 'bad_request', /not valid JSON/],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400, 'bad_request', /UTF-8/],
    ['a cut-off character', Buffer.from('{"a":"é"}').subarray(0, 7), 400, 'bad_request', /UTF-8/],
    ['__proto__', '{"__proto__": {"admin": true}}', 400, 'bad_request', /__proto__/],
    ['__proto__ in escapes', '{"a": {"\\u005f_proto__": 1}}', 400, 'bad_request', /__proto__/],
    [
      'a number that no double holds',
      '{"a": [1, 9007199254740993]}',
      422,
      'validation_failed',
      /a\.1: the number 9007199254740993/,
    ],
    ['one that is none any more', '{"a": {"b": 1e400}}', 422, 'validation_failed', /a\.b: the number 1e400/],
    ['too deep', nested(65), 400, 'bad_request', /deeper/],
    ['far too deep', nested(400_000), 400, 'bad_request', /deeper/],
    ['deep behind brackets in a text', `{"a":"]]]]\\"]]}","b":${nested(65)}}`, 400, 'bad_request', /deeper/],
    ['a list where an object belongs', '[]', 422, 'validation_failed', /object/],
    ['a text where an object belongs', '"hello"', 422, 'validation_failed', /object/],
    ['null', 'null', 422, 'validation_failed', /object/],
    ['too large', JSON.stringify({ a: 'x'.repeat(1024 * 1024) }), 413, 'payload_too_large', /1048576/],
  ];
  for (const [name, body, status, code, message] of cases) {
    test(name, async () => {
      const answer = await server.call('POST', '/config/validate', {
        body,
      });
      expect(answer.status).toBe(status);
      expect(answer.body.error).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(answer.body.error.requestId).toBe(answer.headers['x-request-id']);
    });
  }

  test('as deep as anything of ours, brackets in texts aside', async () => {
    const body = `{"a":"[[[[[[{{{{\\\\","b":${nested(60)}}`;
    expect((await server.call('POST', '/config/validate', { body })).status).toBe(200);
  });

  test('a byte order mark before it is passed over', async () => {
    const body = Buffer.from('\ufeff{"constructor": 1}');
    const answer = await server.call('POST', '/config/validate', { body });
    expect(answer.body.errors).toMatchObject([{ path: 'constructor' }]);
  });

  test('a field may be called constructor where any name may stand', async () => {
    const answer = await server.call('POST', '/config/validate', { body: '{"constructor": "Ferrari"}' });
    expect(answer.body.errors).toEqual([{ path: 'constructor', message: 'is not a known field', code: 'malformed' }]);
  });

  test('another content type', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await server.call('POST', '/api-keys', { body: 'a=1', headers: { 'content-type': type } });
      expect(answer.status, type).toBe(415);
      expect(answer.body.error).toMatchObject({
        code: 'unsupported_media_type',
        message: expect.stringMatching(/json/),
      });
    }
  });

  test('a content type counts in any case, and only with a body', async () => {
    const body = JSON.stringify({ kind: 'secret', label: 'Any case' });
    for (const type of ['Application/JSON', 'application/json ; Charset=UTF-8']) {
      const answer = await server.call('POST', '/api-keys', { body, headers: { 'content-type': type } });
      expect(answer.status, type).toBe(201);
    }
    const read = await server.call('GET', '/api-keys', { headers: { 'content-type': 'text/plain' } });
    expect(read.status).toBe(200);
  });

  test('no content type', async () => {
    const answer = await sendRaw(
      rawPost('{}')
        .toString()
        .replace(/Content-Type.*\r\n/, ''),
    );
    expect(answer).toMatch(/^HTTP\/1.1 415 /);
  });

  test('compressed', async () => {
    const answer = await sendRaw(rawPost(Buffer.from([0x1f, 0x8b, 8, 0]), 'Content-Encoding: gzip\r\n'));
    expect(answer).toMatch(/^HTTP\/1.1 415 [\s\S]*uncompressed/);
  });
});

describe('a body that does not fit names its fields', () => {
  test('unknown, missing and mistyped ones together', async () => {
    const answer = await server.call('POST', '/api-keys', { body: { kind: 'admin', label: 7, colour: 'red' } });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(answer.body.error.message).toBe('kind: must be one of secret, publishable (and 2 more)');
    expect(answer.body.error.details.fields).toEqual([
      { path: 'kind', message: 'must be one of secret, publishable' },
      { path: 'label', message: 'must be a text' },
      { path: 'colour', message: 'is not a known field' },
    ]);
  });

  test('texts are never taken for numbers', async () => {
    const keys = await server.call('GET', '/api-keys');
    const answer = await server.call('POST', `/api-keys/${keys.body.data[0].key_id}/rotate`, {
      body: { grace_seconds: '60' },
    });
    expect(answer.body.error.details.fields).toEqual([{ path: 'grace_seconds', message: 'must be a number' }]);
  });

  test('no body where one belongs, and one where none does', async () => {
    expect((await server.call('POST', '/api-keys')).body.error.details.fields).toEqual([
      { path: '', message: 'a JSON body is required' },
    ]);
    const publish = await server.call('POST', '/config/publish', { body: { force: true } });
    expect(publish.body.error.details.fields).toEqual([{ path: 'force', message: 'is not a known field' }]);
    expect((await server.call('POST', '/config/publish', { body: {} })).status).toBe(409);
  });

  test('no more than twenty, however many there are', async () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field_${at}`, at]));
    const answer = await server.call('POST', '/api-keys', { body });
    expect(answer.body.error.details.fields).toHaveLength(20);
  });

  test('and names of any length are cut', async () => {
    const answer = await server.call('POST', '/api-keys', { body: { ['x'.repeat(100_000)]: 1 } });
    expect(answer.text.length).toBeLessThan(1000);
  });
});

describe('a query that does not fit names its parameters', () => {
  const cases: [query: string, path: string, message: RegExp][] = [
    ['limit=abc', 'limit', /number/],
    ['limit=0', 'limit', /at least 1/],
    ['limit=101', 'limit', /at most 100/],
    ['limit=1.5', 'limit', /number/],
    ['limit=1&limit=2', 'limit', /number/],
    ['limit=', 'limit', /number/],
    ['size=3', 'size', /known/],
    ['cursor=', 'cursor', /at least 1/],
    ['__proto__=1', '__proto__', /known/],
  ];
  for (const [query, path, message] of cases) {
    test(query, async () => {
      const answer = await server.call('GET', `/api-keys?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.body.error.details.fields).toEqual([{ path, message: expect.stringMatching(message) }]);
    });
  }

  const elsewhere = 'op_00000000000000000000000000';
  test.each([
    '/api-keys?',
    '/assets?',
    '/buddies?',
    '/config/versions?',
    '/eggs?',
    '/events?',
    '/webhook-endpoints?',
    `/buddies/${BUDDY}/ledger?`,
    `/webhook-endpoints/whe_${BUDDY.slice(6)}/deliveries?`,
  ])('%scursor= takes the cursors of this list alone', async (list) => {
    for (const cursor of ['zzz', elsewhere, '𝒶', `${'x'.repeat(500)}`]) {
      const { status, body } = await server.call('GET', `${list}cursor=${encodeURIComponent(cursor)}`);
      expect([status, body.error.details.fields]).toEqual([
        422,
        [{ path: 'cursor', message: 'is not a cursor that this list has answered' }],
      ]);
    }
  });

  test('one that says nothing takes none', async () => {
    const answer = await server.call('GET', '/config/draft?verbose=1');
    expect(answer.body.error.details.fields).toEqual([
      { path: 'verbose', message: 'This call takes no query parameters' },
    ]);
  });
});

describe('an address that is not there', () => {
  test.each([
    ['GET', '/nothing'],
    ['GET', '//'],
    ['GET', '//nothing'],
    ['PUT', '/api-keys'],
    ['GET', '/api-keys/key_1'],
    ['DELETE', '/api-keys/not-an-id'],
    ['GET', `/config/versions/${'x'.repeat(5000)}`],
    ['GET', '//x%00.js'],
    ['GET', '/config/versions/cfg_00000000000000000000000000'],
  ] as const)('%s %s', async (method, path) => {
    const answer = await server.call(method, path);
    expect(answer.status).toBe(404);
    expect(answer.body.error.code).toBe('resource_not_found');
    expect(answer.body.error.requestId).toBe(answer.headers['x-request-id']);
  });

  test.each(['/api/v1/%E0%A4%A', '/api/v1/api-keys?cursor=%ff', '/api/v1/api-keys?%c3%28=1', '/api/v1/users/%80'])(
    'malformed: %s',
    async (url) => {
      const answer = await fetch(new URL(url, address), { headers: { authorization: `Bearer ${server.test.secret}` } });
      const body = (await answer.json()) as { error: { code: string; requestId: string } };
      expect(answer.status).toBe(400);
      expect(body.error.code).toBe('bad_request');
      expect(body.error.requestId).toBe(answer.headers.get('x-request-id'));
    },
  );
});

describe('what is hardly HTTP', () => {
  test.each([
    ['nonsense', 'hello there\r\n\r\n', 400],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ])('%s', async (_name, bytes, status) => {
    const answer = await sendRaw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('a body that is shorter than it says ends with the connection', async () => {
    const before = await server.call('GET', '/api-keys');
    const socket = connect(Number(address.port), address.hostname);
    await new Promise<void>((resolve) => socket.on('connect', resolve));
    socket.write(rawPost('{"a":1}').toString().replace('Content-Length: 7', 'Content-Length: 700'));
    socket.destroy();
    expect((await server.call('GET', '/api-keys')).body.data.length).toBe(before.body.data.length);
  });
});

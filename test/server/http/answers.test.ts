import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Logger } from '../../../src/server/log.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

/** Keeps what is logged. */
class Journal implements Logger {
  readonly lines: { level: string; data: Record<string, unknown>; message: string | undefined }[] = [];
  debug = (data: object, message?: string) => this.#keep('debug', data, message);
  info = (data: object, message?: string) => this.#keep('info', data, message);
  warn = (data: object, message?: string) => this.#keep('warn', data, message);
  error = (data: object, message?: string) => this.#keep('error', data, message);
  #keep(level: string, data: object, message: string | undefined): void {
    this.lines.push({ level, data: data as Record<string, unknown>, message });
  }
  of(requestId: string) {
    return this.lines.filter(({ data }) => data['request_id'] === requestId);
  }
}

const journal = new Journal();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ log: journal });
});
afterAll(() => server.close());

describe('the request id', () => {
  test.each(['abc', 'A-b_c.1', 'x'.repeat(128)])('the caller’s: %s', async (id) => {
    const answer = await server.call('GET', '//health/live', { headers: { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toBe(id);
  });

  test.each(['', 'a b', 'x'.repeat(129), 'a\tb', 'ü', '"; DROP'])('a new one instead of %j', async (id) => {
    const answer = await server.call('GET', '//health/live', { headers: { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toMatch(/^req_[0-9a-f-]{36}$/);
  });

  test('is in the log with who called, and what for, and no secret', async () => {
    await server.call('GET', '/api-keys?limit=3', { headers: { 'x-request-id': 'in-the-log' } });
    const [line] = journal.of('in-the-log');
    expect(line?.data).toMatchObject({ method: 'GET', route: '/api/v1/api-keys', status: 200 });
    expect(line?.data['caller']).toMatch(/^key_/);
    expect(JSON.stringify(journal.lines)).not.toContain(server.test.secret);
  });
});

describe('faults', () => {
  async function failing(error: Error, id: string) {
    const list = vi.spyOn(server.parts.store.keys, 'list').mockRejectedValueOnce(error);
    const answer = await server.call('GET', '/api-keys', { headers: { 'x-request-id': id } });
    list.mockRestore();
    return answer;
  }

  test('a fault of ours says nothing of the inside, and the log says everything', async () => {
    const answer = await failing(new Error('column "secret" does not exist'), 'fault-1');
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: { code: 'internal_error', message: expect.stringContaining('our side'), requestId: 'fault-1' },
    });
    expect(answer.text).not.toContain('column');
    const logged = journal.of('fault-1').find(({ level }) => level === 'error');
    expect((logged?.data['err'] as Error).stack).toContain('answers.test.ts');
  });

  test('a database that is away is 503, and says when to come back', async () => {
    const answer = await failing(new StoreUnavailable('The disk is full.'), 'fault-2');
    expect(answer.status).toBe(503);
    expect(answer.body.error.code).toBe('service_unavailable');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).not.toContain('disk');
  });

  test('not ready while the database is away, and ready again when it is back', async () => {
    const ping = vi.spyOn(server.parts.store, 'ping').mockRejectedValueOnce(new StoreUnavailable('gone'));
    const away = await server.call('GET', '//health/ready', { as: null });
    ping.mockRestore();
    expect(away.status).toBe(503);
    expect(away.body.error).toMatchObject({ code: 'service_unavailable', details: { down: ['database'] } });
    expect((await server.call('GET', '//health/live', { as: null })).status).toBe(200);
    server.clock.advance(1000);
    const back = await server.call('GET', '//health/ready', { as: null });
    expect(back.body).toEqual({ status: 'ready', checks: { database: 'up' } });
  });
});

test('the figures count what was answered', async () => {
  await server.call('GET', '/config/versions');
  server.clock.advance(1000);
  const { text, headers } = await server.call('GET', '//metrics', { as: null });
  expect(headers['content-type']).toContain('text/plain');
  expect(text).toMatch(
    /hatched_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/config\/versions",status="200"\} \d+/,
  );
  const bytes = (name: string) => Number(new RegExp(`^hatched_process_${name}_bytes (\\d+)$`, 'm').exec(text)![1]);
  expect(bytes('heap_used')).toBeLessThanOrEqual(bytes('heap'));
  expect(bytes('heap') + bytes('external')).toBeGreaterThan(10e6);
  expect(bytes('resident_memory')).toBeGreaterThan(bytes('heap_used'));
});

test('events are counted by what became of them', async () => {
  const body = { event_id: 'counted', user_id: 'ada', type: 'lesson' };
  for (let time = 0; time < 3; time++) await server.call('POST', '/events', { body });
  server.clock.advance(1000);
  const { text } = await server.call('GET', '//metrics', { as: null });
  expect(text).toContain('hatched_events_total{result="applied"} 1');
  expect(text).toContain('hatched_events_total{result="duplicate"} 2');
});

describe('browsers of other origins', () => {
  const preflight = (path: string) =>
    server.app.inject({
      method: 'OPTIONS',
      url: `/api/v1${path}`,
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });

  test('are let in where a browser’s credential is good', async () => {
    const answer = await preflight('/embed-tokens');
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '7200',
    });
    expect(answer.headers['access-control-allow-headers']).toContain('Authorization');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('may ask before every call of a widget, without cookies', async () => {
    const calls = allRoutes(server.parts).filter(({ path }) => path.startsWith('/widget/'));
    expect(calls.length).toBeGreaterThan(10);
    for (const { method, path } of calls) {
      const { statusCode, headers } = await preflight(path.replace(':key', 'coins').replace(/:\w+/, 'op_1'));
      expect([path, statusCode, headers['access-control-max-age']]).toEqual([path, 204, '7200']);
      expect([path, String(headers['access-control-allow-methods']).split(', ')]).toEqual([
        path,
        expect.arrayContaining([method]),
      ]);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test('are answered where they ask without saying what for', async () => {
    const headers = { origin: 'https://shop.example' };
    const answer = await server.app.inject({ method: 'OPTIONS', url: '/api/v1/embed-tokens', headers });
    expect(answer.statusCode).toBe(204);
  });

  test('may read the errors too', async () => {
    const answer = await server.call('POST', '/embed-tokens', {
      as: null,
      headers: { origin: 'https://shop.example' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'Origin, Accept-Language' });
    expect(answer.headers['access-control-expose-headers']).toContain('X-Request-Id');
  });

  test('may show what is public, isolated as they may be', async () => {
    const answer = await server.call('GET', '//health/live', { as: null });
    expect(answer.headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin', vary: 'Origin' });
    const asked = await server.call('GET', '//health/live', { as: null, headers: { origin: 'https://shop.example' } });
    expect(asked.headers['access-control-allow-origin']).toBe('*');
  });

  test('are kept out of everything else', async () => {
    for (const path of ['/api-keys', '/config/draft', '/widget-sessions']) {
      const answer = await preflight(path);
      expect(answer.statusCode, path).toBe(404);
      expect(answer.headers['access-control-allow-origin'], path).toBeUndefined();
    }
    const read = await server.call('GET', '/api-keys');
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
  });
});

test('every answer tells browsers to take it for what it says it is', async () => {
  for (const path of ['//health/live', '/api-keys', '//nothing', '//api/v1/%E0%A4%A']) {
    const answer = await server.call('GET', path);
    expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
    expect(answer.headers['x-request-id'], path).toBeTruthy();
  }
});

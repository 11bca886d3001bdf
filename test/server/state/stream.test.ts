import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { widgetState } from '../../../src/contract/buddy/state.ts';
import { openStream, type EventStream } from '../../support/event-stream.ts';
import type { Timers } from '../../../src/server/timers.ts';
import { TestClock } from '../../support/clock.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { TEST_START } from '../../support/server.ts';

let server: Playground;
let url: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  url = await server.listen();
});
afterAll(() => server.close());

const SECOND = 1000;
const DAY_SECONDS = 86_400;
const stream = (token: string, headers = {}, query = ''): Promise<EventStream> =>
  openStream(`${url}/api/v1/widget/stream${query}`, { authorization: `Bearer ${token}`, ...headers });

async function playgroundOfItsOwn() {
  const server = await startPlayground(LESSONS);
  return { server, url: await server.listen(), [Symbol.asyncDispose]: () => server.close() };
}

async function watched(): Promise<Hatched & { token: string; events: EventStream; version: number }> {
  const pip = await server.hatch();
  const token = await server.session(pip);
  const events = await stream(token);
  const first = await events.next();
  return { ...pip, token, events, version: first!.data.version };
}

test('begins with the whole state, then sends it after every change', async () => {
  const pip = await server.hatch();
  const events = await stream(await server.session(pip), { origin: 'https://app.example.com' });
  expect(events.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(events.response.headers.get('cache-control')).toBe('no-store');
  expect(events.response.headers.get('access-control-allow-origin')).toBe('*');
  expect(events.response.headers.get('x-request-id')).toBeTruthy();
  const first = (await events.next())!;
  expect(first.event).toBe('state');
  expect(first.id).toBe(String(first.data.version));
  expect(widgetState.parse(first.data)).toEqual(first.data);
  await server.send(pip.user_id, 'lesson');
  const second = (await events.next())!;
  expect(second.data).toMatchObject({ version: first.data.version + 1, buddy: { coins: 10 } });
  await events.close();
});

test('is the same state as GET /widget/state', async () => {
  const { token, events } = await watched();
  await events.close();
  const again = await stream(token);
  const { body } = await server.call('GET', '/widget/state', { as: token, headers: { host: new URL(url).host } });
  expect((await again.next())!.data).toEqual(body);
  await again.close();
});

test('another buddy’s changes are not heard', async () => {
  const { events, user_id } = await watched();
  const other = await server.hatch();
  await server.send(other.user_id, 'lesson');
  await server.send(user_id, 'lesson');
  expect((await events.next())!.data.buddy.coins).toBe(10);
  expect(events.waiting()).toBe(0);
  await events.close();
});

test('changes that come at once are drawn together; the last one is always sent', async () => {
  const { events, user_id } = await watched();
  await Promise.all(Array.from({ length: 50 }, () => server.send(user_id, 'treasure')));
  let last = (await events.next())!;
  let count = 1;
  for (; last.data.buddy.coins < 50_000; count++) last = (await events.next())!;
  expect(last.data.buddy.coins).toBe(50_000);
  expect(count).toBeLessThan(50);
  await events.close();
});

test('comes with a comment every 15 seconds', async () => {
  const { events } = await watched();
  expect(await events.comment()).toBe(':');
  server.clock.advance(15 * SECOND);
  expect(await events.comment()).toBe(':');
  server.clock.advance(15 * SECOND);
  expect(await events.comment()).toBe(':');
  expect(events.waiting()).toBe(0);
  await events.close();
});

describe('with Last-Event-ID', () => {
  test('says something at once, though there is nothing new: what holds it back on its way is found out', async () => {
    const { token, version, events } = await watched();
    await events.close();
    const again = await stream(token, { 'last-event-id': String(version) });
    expect(await again.comment()).toBe(':');
    expect(again.waiting()).toBe(0);
    await again.close();
  });

  test('the state that the client has is not sent again', async () => {
    const { events, token, user_id, version } = await watched();
    await events.close();
    const again = await stream(token, { 'last-event-id': String(version) });
    await server.send(user_id, 'lesson');
    expect((await again.next())!.data.version).toBe(version + 1);
    await again.close();
  });

  test('but for what may have changed with the hour: then it is', async () => {
    const { events, token, version } = await watched();
    await events.close();
    server.clock.advance(15 * 60 * SECOND);
    const again = await stream(token, { 'last-event-id': String(version) });
    expect((await again.next())!.data.version).toBe(version);
    await again.close();
  });

  test('an older one is', async () => {
    const { events, token, user_id, version } = await watched();
    await events.close();
    await server.send(user_id, 'lesson');
    const again = await stream(token, { 'last-event-id': String(version) });
    expect((await again.next())!.data.version).toBe(version + 1);
    await again.close();
  });
});

describe('ends', () => {
  test('with "expired" when the token does', async () => {
    const pip = await server.hatch();
    const token = await server.session(pip, ['read'], 60);
    const events = await stream(token);
    await events.next();
    server.clock.advance(60 * SECOND);
    expect(await events.next()).toMatchObject({ event: 'expired' });
    expect(await events.next()).toBeNull();
    const after = await fetch(`${url}/api/v1/widget/stream`, { headers: { authorization: `Bearer ${token}` } });
    expect([after.status, ((await after.json()) as { error: { code: string } }).error.code]).toEqual([
      401,
      'token_expired',
    ]);
  });

  test('when the session is revoked', async () => {
    const pip = await server.hatch();
    const body = { buddy_id: pip.buddy_id, user_id: pip.user_id, scopes: ['read'] };
    const session = (await server.call('POST', '/widget-sessions', { body })).body;
    const events = await stream(session.token);
    await events.next();
    await server.call('DELETE', `/widget-sessions/${session.session_id}`);
    expect(await events.next()).toBeNull();
  });

  test('when the key is deleted', async () => {
    const pip = await server.hatch();
    const body = { kind: 'publishable', label: 'Short-lived', scopes: ['read:buddies'], allowed_origins: ['*'] };
    const key = (await server.call('POST', '/api-keys', { body })).body;
    const events = await stream(key.key, {}, `?buddy_id=${pip.buddy_id}`);
    expect((await events.next())!.data.buddy.buddy_id).toBe(pip.buddy_id);
    await server.call('DELETE', `/api-keys/${key.key_id}`);
    expect(await events.next()).toBeNull();
  });

  test('with "expired" when the grace of a rotated key does, however long that is', async () => {
    const time = new TestClock(TEST_START);
    const none = () => undefined;
    // No heartbeats, of which a month has many; and as Node has it, what is to wait for too long runs at once.
    const after: Timers['after'] = (ms, run) => (ms === 15 * SECOND ? none : time.after(ms < 2 ** 31 ? ms : 1, run));
    const own = await startPlayground(LESSONS, { clock: time.now, timers: { after } });
    const pip = await own.hatch();
    const key = (
      await own.call('POST', '/api-keys', {
        body: { kind: 'publishable', label: 'Rotated', scopes: ['read:buddies'], allowed_origins: ['*'] },
      })
    ).body;
    await own.call('POST', `/api-keys/${key.key_id}/rotate`, { body: { grace_seconds: 30 * DAY_SECONDS } });
    const address = `${await own.listen()}/api/v1/widget/stream?buddy_id=${pip.buddy_id}`;
    const events = await openStream(address, { authorization: `Bearer ${key.key}` });
    expect(await events.next()).toMatchObject({ event: 'state' });
    time.advance(30 * DAY_SECONDS * SECOND - 1);
    await own.send(pip.user_id, 'lesson');
    expect(await events.next()).toMatchObject({ event: 'state' });
    time.advance(1);
    expect(await events.next()).toMatchObject({ event: 'expired' });
    expect(await events.next()).toBeNull();
    await own.close();
  });

  test('when the buddy is archived', async () => {
    const { events, buddy_id } = await watched();
    await server.call('DELETE', `/buddies/${buddy_id}`);
    expect(await events.next()).toBeNull();
  });

  test('at once when the server stops', async () => {
    const own = await startPlayground(LESSONS);
    const address = await own.listen();
    const pip = await own.hatch();
    const headers = { authorization: `Bearer ${await own.session(pip)}` };
    const streams = await Promise.all([1, 2, 3].map(() => openStream(`${address}/api/v1/widget/stream`, headers)));
    for (const events of streams) await events.next();
    await own.close();
    expect(await Promise.all(streams.map((events) => events.next()))).toEqual([null, null, null]);
  });
});

test('a client that does not read is dropped', async () => {
  const large = await startPlayground({ ...LESSONS, badges: manyBadges() });
  const pip = await large.hatch();
  const token = await large.session(pip);
  const socket = connect(Number(new URL(await large.listen()).port), '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // Being dropped is a reset or an end, as the system likes.
  socket.on('error', () => undefined);
  socket.write(`GET /api/v1/widget/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  // More than a socket's buffers hold.
  for (let sent = 0; sent < 150; sent++) await large.send(pip.user_id, 'treasure');
  large.clock.advance(15 * SECOND);
  socket.resume();
  await closed;
  await large.close();
});

/** A state of more than 100 kB. */
const manyBadges = (): Configuration['badges'] =>
  Array.from({ length: 200 }, (_, index) => ({
    key: `badge_${index}`,
    label: 'x'.repeat(120),
    description: 'x'.repeat(500),
    icon: 'star',
    award: 'auto',
    condition: { metric: 'event_count', key: 'never', op: 'gte', value: 1 },
  }));

test('of one buddy there may be twenty, whatever the credentials', async () => {
  const pip = await server.hatch();
  const token = await server.session(pip);
  const another = await server.session(pip);
  const streams = await Promise.all(Array.from({ length: 20 }, (_, at) => stream(at % 2 ? token : another)));
  for (const events of streams) await events.next();
  const more = await stream(token);
  expect(more.response.status).toBe(429);
  expect(more.response.headers.get('retry-after')).toBe('15');
  await streams[0]!.close();
  await expect.poll(async () => (await stream(token)).response.status).toBe(200);
  for (const events of streams) await events.close();
});

test('are counted while they are open', async () => {
  await using own = await playgroundOfItsOwn();
  const open = async () => {
    own.server.clock.advance(1000);
    const { text } = await own.server.call('GET', '//metrics', { as: null });
    return Number(/^hatched_state_streams (\d+)$/m.exec(text)?.[1]);
  };
  expect(await open()).toBe(0);
  const token = await own.server.session(await own.server.hatch());
  const events = await openStream(`${own.url}/api/v1/widget/stream`, { authorization: `Bearer ${token}` });
  await events.next();
  expect(await open()).toBe(1);
  await events.close();
  await expect.poll(open).toBe(0);
});

test('a client that hangs up while its buddy is looked up leaves nothing behind', async () => {
  await using own = await playgroundOfItsOwn();
  const token = await own.server.session(await own.server.hatch());
  const { streams, store } = own.server.parts;
  const enter = vi.spyOn(streams, 'enter');
  const lookUp = store.buddies.rowById;
  const connected = once(own.server.app.server, 'connection') as Promise<[Socket]>;
  const socket = connect(Number(new URL(own.url).port), '127.0.0.1');
  vi.spyOn(store.buddies, 'rowById').mockImplementationOnce(async (...asked) => {
    const [theirs] = await connected;
    const closed = once(theirs, 'close');
    socket.destroy();
    await closed;
    return lookUp(...asked);
  });
  socket.write(`GET /api/v1/widget/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  await expect.poll(() => enter.mock.calls.length).toBe(1);
  expect(streams.count()).toBe(0);
});

test.each([
  ['no credential', {}, 401],
  ['nonsense', { authorization: 'Bearer nonsense' }, 401],
])('%s is refused', async (_what, headers, status) => {
  expect((await fetch(`${url}/api/v1/widget/stream`, { headers })).status).toBe(status);
});

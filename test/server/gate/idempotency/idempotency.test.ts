import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const HOUR = 3600_000;
const make = (idempotencyKey: string, label = 'Once', as = server.test.secret) =>
  server.call('POST', '/api-keys', { as, idempotencyKey, body: { kind: 'secret', label } });
const count = async (label: string) => {
  const { body } = await server.call('GET', '/api-keys?limit=100');
  return body.data.filter((key: { label: string }) => key.label === label).length;
};

test('the same call again gets the same answer, and is done once', async () => {
  const [key, label] = [unique('idem'), unique('label')];
  const first = await make(key, label);
  const again = await make(key, label);
  expect(first.status).toBe(201);
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expect(again.status).toBe(201);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.text).toBe(first.text);
  expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  expect(await count(label)).toBe(1);
});

test('the stored answer cannot be read in the database', async () => {
  const key = unique('idem');
  const { body } = await make(key);
  const row = await server.parts.store.idempotency.begin(
    {
      scope: scopeOf(),
      key,
      fingerprint: '',
      subject: null,
      answer: null,
      response: null,
      leased_until: 0,
      created_at: server.clock.now(),
    },
    server.clock.now(),
  );
  expect(row?.response).toBeTruthy();
  expect(row?.response).not.toContain(body.key);
});

describe('the key of another call is refused', () => {
  test('another body', async () => {
    const key = unique('idem');
    await make(key, 'One');
    const other = await make(key, 'Two');
    expect(other.status).toBe(409);
    expect(other.body.error.code).toBe('idempotency_key_conflict');
  });

  test('another path', async () => {
    const key = unique('idem');
    await make(key);
    const other = await server.call('POST', '/config/publish', { idempotencyKey: key });
    expect(other.body.error.code).toBe('idempotency_key_conflict');
  });
});

test('another world has its own keys, another key of the same world does not', async () => {
  const key = unique('idem');
  const here = await make(key);
  const elsewhere = await make(key, 'Once', server.live.secret);
  expect(elsewhere.status).toBe(201);
  expect(elsewhere.body.key_id).not.toBe(here.body.key_id);
  const colleague = await server.call('POST', '/api-keys', { body: { kind: 'secret', label: 'Colleague' } });
  expect((await make(key, 'Once', colleague.body.key)).text).toBe(here.text);
});

test.each(['', 'x'.repeat(256), 'tab\there', 'ü'])('malformed: %j', async (key) => {
  const answer = await server.call('POST', '/api-keys', {
    body: { kind: 'secret', label: 'x' },
    headers: { 'idempotency-key': key },
  });
  expect(answer.status).toBe(400);
  expect(answer.body.error).toMatchObject({ code: 'bad_request', message: expect.stringMatching(/Idempotency-Key/) });
});

test('64 at once: it is done once, the others wait or are told to', async () => {
  const [key, label] = [unique('idem'), unique('label')];
  const answers = await Promise.all(Array.from({ length: 64 }, () => make(key, label)));
  const done = answers.filter(({ status }) => status === 201);
  const waiting = answers.filter(({ status }) => status === 409);
  expect(done.length + waiting.length).toBe(64);
  expect(done.length).toBeGreaterThan(0);
  expect(new Set(done.map(({ text }) => text)).size).toBe(1);
  for (const { body } of waiting) expect(body.error.code).toBe('idempotency_in_progress');
  expect(await count(label)).toBe(1);
});

test('a refusal is not kept: the call may be mended and sent again', async () => {
  const key = unique('idem');
  const refused = await server.call('POST', '/config/publish', { idempotencyKey: key });
  expect(refused.status).toBe(409);
  await server.call('PUT', '/config/draft', { body: LESSONS });
  const published = await server.call('POST', '/config/publish', { idempotencyKey: key });
  expect(published.status).toBe(200);
  expect(published.headers['idempotency-replayed']).toBeUndefined();
});

test('a fault gives the key back', async () => {
  const key = unique('idem');
  const insert = vi.spyOn(server.parts.store.keys, 'insert').mockRejectedValueOnce(new StoreUnavailable('gone'));
  expect((await make(key)).status).toBe(503);
  insert.mockRestore();
  expect((await make(key)).status).toBe(201);
});

test('after a day the key is new', async () => {
  const [key, label] = [unique('idem'), unique('label')];
  const first = await make(key, label);
  server.clock.advance(24 * HOUR - 1);
  expect((await make(key, label)).text).toBe(first.text);
  server.clock.advance(1);
  const next = await make(key, label);
  expect(next.status).toBe(201);
  expect(next.body.key_id).not.toBe(first.body.key_id);
});

test('a call that the database let down may come again as soon as it is back', async () => {
  const [user_id, idempotencyKey] = [unique('user'), unique('idem')];
  const move = () => server.call('PUT', `/users/${user_id}`, { idempotencyKey, body: { time_zone: 'Asia/Tokyo' } });
  const { idempotency, users } = server.parts.store;
  const away = [vi.spyOn(users, 'put'), vi.spyOn(idempotency, 'release')];
  for (const call of away) call.mockRejectedValue(new StoreUnavailable('gone'));
  expect((await move()).status).toBe(503);
  server.clock.advance(3000);
  expect((await move()).body.error.code).toBe('idempotency_in_progress');
  for (const call of away) call.mockRestore();
  const release = vi.spyOn(idempotency, 'release');
  server.clock.advance(1000);
  await vi.waitFor(() => expect(release).toHaveResolved());
  expect((await move()).status).toBe(200);
});

test('a batch of which a part may still succeed is not kept', async () => {
  const idempotencyKey = unique('idem');
  const events = ['one', 'two'].map((name) => ({ event_id: unique(name), user_id: unique('user'), type: 'lesson' }));
  const send = () => server.call('POST', '/events/batch', { idempotencyKey, body: { events } });
  const { change } = server.parts.store;
  vi.spyOn(server.parts.store, 'change').mockImplementation((command) =>
    command.event_id === events[1]!.event_id ? Promise.reject(new StoreUnavailable('gone')) : change(command),
  );
  expect((await send()).body).toMatchObject({ applied: 1, failed: 1 });
  vi.restoreAllMocks();
  const again = await send();
  expect(again.body).toMatchObject({ applied: 1, duplicates: 1, failed: 0 });
  expect((await send()).headers['idempotency-replayed']).toBe('true');
});

describe('a process that dies', () => {
  const buy = (idempotencyKey: string, buddy_id: string) =>
    server.call('POST', `/buddies/${buddy_id}/purchases`, { idempotencyKey, body: { item_id: 'hat' } });
  const earn = (idempotencyKey: string, buddy_id: string) =>
    server.call('POST', `/buddies/${buddy_id}/coins`, { idempotencyKey, body: { amount: 50, reason: 'prize' } });
  const coins = async (buddy_id: string) => (await server.call('GET', `/buddies/${buddy_id}`)).body.coins;

  /** The call gets as far as its answer, and no further. */
  async function dieBeforeTheAnswerIsKept(call: () => Promise<unknown>): Promise<void> {
    const finish = vi.spyOn(server.parts.store.idempotency, 'finish').mockReturnValueOnce(new Promise(() => undefined));
    void call();
    await vi.waitFor(() => expect(finish).toHaveBeenCalled());
    finish.mockRestore();
  }

  test('after the commit, before the answer: the next call answers what was done, and does nothing', async () => {
    const { buddy_id } = await server.hatch();
    await earn(unique('idem'), buddy_id);
    const key = unique('idem');
    await dieBeforeTheAnswerIsKept(() => buy(key, buddy_id));
    const again = await buy(key, buddy_id);
    expect(again.status).toBe(201);
    expect(await coins(buddy_id)).toBe(30);
    const replayed = await buy(key, buddy_id);
    expect(replayed.headers['idempotency-replayed']).toBe('true');
    expect(replayed.body.purchase_id).toBe(again.body.purchase_id);
  });

  test('so it does where the change had nothing to say, once the lease is over', async () => {
    const { buddy_id } = await server.hatch();
    const key = unique('idem');
    const { change } = server.parts.store;
    vi.spyOn(server.parts.store, 'change').mockImplementationOnce((command) =>
      change({ ...command, decide: (on) => ({ ...command.decide(on), answer: null as never }) }),
    );
    await dieBeforeTheAnswerIsKept(() => earn(key, buddy_id));
    expect((await earn(key, buddy_id)).body.error.code).toBe('idempotency_in_progress');
    server.clock.advance(60_000);
    const again = await earn(key, buddy_id);
    expect(again.body.coins).toBe(50);
    expect(await coins(buddy_id)).toBe(50);
    expect((await earn(key, buddy_id)).headers['idempotency-replayed']).toBe('true');
  });

  test('where nothing keeps the answer: the next call waits for the lease to end, then takes over', async () => {
    const [user_id, idempotencyKey] = [unique('user'), unique('idem')];
    const move = () => server.call('PUT', `/users/${user_id}`, { idempotencyKey, body: { time_zone: 'Asia/Tokyo' } });
    await dieBeforeTheAnswerIsKept(move);
    expect((await move()).body.error.code).toBe('idempotency_in_progress');
    server.clock.advance(60_000);
    expect((await move()).status).toBe(200);
  });
});

const scopeOf = () => `${server.test.customer_id}:test:secret`;

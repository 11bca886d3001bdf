import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ServerError, TimeoutError } from '../../src/sdk/index.ts';
import { scriptedClient } from './support/client.ts';
import { refusal, type Turn } from './support/scripted-fetch.ts';

// What is more than one call to the server.

const listed = (names: string[], next_cursor: string | null): Turn => ({
  status: 200,
  body: { data: names.map((evt_id) => ({ evt_id })), next_cursor },
});

describe('a list', () => {
  const PAGES = [listed(['a', 'b'], 'c1'), listed([], 'c2'), listed(['c'], null)];

  test('iterates over all its pages, an empty one too, each with the query and the options of the first', async () => {
    const { client, sent } = scriptedClient(PAGES);
    const found: string[] = [];
    const list = client.events.list({ userId: 'u', limit: 2 }, { headers: { 'x-request-id': 'req-9' } });
    for await (const event of list) found.push(event.evtId);
    expect(found).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual([
      '?user_id=u&limit=2',
      '?user_id=u&limit=2&cursor=c1',
      '?user_id=u&limit=2&cursor=c2',
    ]);
    expect(sent.map(({ headers }) => headers.get('x-request-id'))).toEqual(['req-9', 'req-9', 'req-9']);
  });

  test('is its first page when awaited, from which one goes on, and asks for no more than is looked at', async () => {
    const { client, sent } = scriptedClient(PAGES);
    const list = client.events.list();
    expect(sent).toHaveLength(0);
    const page = await list;
    expect([page.data.map(({ evtId }) => evtId), page.nextCursor]).toEqual([['a', 'b'], 'c1']);
    for await (const event of page) if (event.evtId === 'b') break;
    expect(sent).toHaveLength(1);
    const sizes: number[] = [];
    for await (const { data } of page.pages()) sizes.push(data.length);
    expect(sizes).toEqual([2, 0, 1]);
    const last = (await page.nextPage())!;
    expect([last.nextCursor, await last.nextPage()]).toEqual([null, null]);
  });

  test('that fails on a later page throws there', async () => {
    const { client } = scriptedClient([PAGES[0]!, refusal(503, 'service_unavailable')], { maxRetries: 0 });
    const found: string[] = [];
    const all = (async () => {
      for await (const { evtId } of client.events.list()) found.push(evtId);
    })();
    await expect(all).rejects.toBeInstanceOf(ServerError);
    expect(found).toEqual(['a', 'b']);
  });
});

describe('a batch of more than 500', () => {
  const events = Array.from({ length: 1201 }, (_, at) => ({ userId: 'u', type: 'lesson', eventId: `e${at}` }));
  const answerTo = (from: number, to: number): Turn => ({
    status: 200,
    body: {
      results: events.slice(from, to).map(({ eventId }) => ({ event_id: eventId, status: 'applied', buddy_id: null })),
      ...{ applied: to - from - 1, duplicates: 1, failed: 0 },
    },
  });
  const idsIn = (body: unknown) => (body as { events: { event_id: string }[] }).events.map(({ event_id }) => event_id);
  const wanted = events.map(({ eventId }) => eventId);

  test('is sent in parts, in order, and answered as one', async () => {
    const { client, sent } = scriptedClient([answerTo(0, 500), answerTo(500, 1000), answerTo(1000, 1201)]);
    const answer = await client.events.sendBatch(events, { idempotencyKey: 'mine' });
    expect(sent.map(({ body }) => idsIn(body).length)).toEqual([500, 500, 201]);
    expect(sent.flatMap(({ body }) => idsIn(body))).toEqual(wanted);
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['mine', 'mine-500', 'mine-1000']);
    expect(answer.results.map(({ eventId }) => eventId)).toEqual(wanted);
    expect(answer).toMatchObject({ applied: 1198, duplicates: 3, failed: 0 });
  });

  test('of which a later part fails says so of its events and of those after it; of the first it throws', async () => {
    const refused = refusal(403, 'forbidden');
    const { client, sent } = scriptedClient([answerTo(0, 500), refused]);
    const { results, failed } = await client.events.sendBatch(events);
    expect(sent).toHaveLength(2);
    expect([results.length, failed]).toEqual([1201, 701]);
    expect(results.map(({ eventId }) => eventId)).toEqual(wanted);
    expect(results[1200]).toMatchObject({ eventId: 'e1200', status: 'failed', error: { code: 'forbidden' } });
    await expect(scriptedClient([refused]).client.events.sendBatch(events)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('has an id for each event that brings none, the same on every try', async () => {
    const { client, sent } = scriptedClient([refusal(503, 'service_unavailable'), answerTo(0, 2)]);
    await client.events.sendBatch([
      { userId: 'u', type: 'lesson' },
      { userId: 'u', type: 'lesson' },
    ]);
    const [first, second] = sent.map(({ body }) => idsIn(body));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

describe('waiting for an operation', () => {
  const operation = (status: string): Turn => ({ status: 200, body: { operation_id: 'op_1', status } });
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('asks until it has ended, and tells of each answer before', async () => {
    const { client, sent } = scriptedClient([operation('pending'), operation('running'), operation('failed')]);
    const told: string[] = [];
    const ended = await client.operations.wait('op_1', { onUpdate: ({ status }) => void told.push(status) });
    expect([ended.status, told]).toEqual(['failed', ['pending', 'running']]);
    expect(sent[0]!.url).toBe('https://buddy.test/api/v1/operations/op_1?wait_ms=20000');
  });

  test('gives the server the time that it was asked to take: a try ends only after that', async () => {
    const { client, sent } = scriptedClient(['silence', operation('succeeded')], { timeoutMs: 1000 });
    const waiting = client.operations.wait('op_1');
    await vi.advanceTimersByTimeAsync(20_900);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toHaveLength(2);
    expect(await waiting).toMatchObject({ status: 'succeeded' });
  });

  test('ends with maxWaitMs, and says that the operation goes on', async () => {
    const { client } = scriptedClient([operation('running')]);
    const waiting = client.operations.wait('op_1', {
      maxWaitMs: 5000,
      onUpdate: () => void vi.setSystemTime(Date.now() + 3000),
    });
    const error = await waiting.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ message: 'op_1 is still running after 5000 ms. It goes on: wait again.' });
  });
});

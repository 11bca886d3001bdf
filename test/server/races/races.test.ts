import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStream } from '../../support/event-stream.ts';
import { LESSONS } from '../../support/lessons.ts';
import { unique } from '../../support/server.ts';
import { startFleet, type Fleet } from './fleet.ts';

const FLEETS = [
  ['SQLite', 'sqlite', 1],
  ['PostgreSQL', 'postgres', 1],
  ['PostgreSQL and three processes', 'postgres', 3],
] as const;
const MANY = 64;
const times = <T>(count: number, of: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => of(index)));

describe.each(FLEETS)('on %s', (_name, kind, processes) => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet(kind, processes);
    await fleet.publish(LESSONS);
  });
  afterAll(() => fleet.stop());

  const send = (user_id: string, event_id = unique('event'), type = 'lesson') =>
    fleet.call('POST', '/events', { event_id, user_id, type });
  const buddy = async (buddy_id: string) => (await fleet.call('GET', `/buddies/${buddy_id}`)).body;
  const ledger = async (buddy_id: string) =>
    (await fleet.call('GET', `/buddies/${buddy_id}/ledger?currency=coin&limit=100`)).body.data as {
      amount: number;
      balance_after: number;
    }[];

  test('64 calls with one Idempotency-Key at once: one effect, and each is told the same or to wait', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    const calls: [method: 'POST', path: string, body: object][] = [
      ['POST', '/events', { event_id: unique('event'), user_id, type: 'lesson' }],
      ['POST', `/buddies/${buddy_id}/coins`, { amount: 7, reason: 'prize' }],
    ];
    for (const [method, path, body] of calls) {
      const key = unique('key');
      const answers = await times(MANY, () => fleet.call(method, path, body, { key }));
      const done = answers.filter(({ status }) => status === 200);
      const first = done.filter(({ headers }) => !headers.has('idempotency-replayed'));
      expect(first).toHaveLength(1);
      expect(answers.filter(({ status }) => status !== 200).map((answer) => answer.body.error.code)).toEqual(
        Array(MANY - done.length).fill('idempotency_in_progress'),
      );
      const told = ({ body }: (typeof done)[number]) => [body.coins, body.effects, body.duplicate];
      for (const answer of done) expect(told(answer)).toEqual(told(first[0]!));
    }
    expect((await buddy(buddy_id)).coins).toBe(17);
  });

  test('64 events of 10 coins at once, on a cap of 50, pay 50', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    const answers = await times(MANY, () => send(user_id));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    const paid = answers.map((answer) => answer.body.effects.coins as number);
    expect(paid.reduce((sum, coins) => sum + coins)).toBe(50);
    expect((await buddy(buddy_id)).coins).toBe(50);
    const rows = await ledger(buddy_id);
    expect(rows.map((row) => row.balance_after)).toEqual([50, 40, 30, 20, 10]);
    expect((await buddy(buddy_id)).skills[0].value).toBe(100);
  });

  test('one event 64 times at once has one effect and 63 identical repeats', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    const event_id = unique('event');
    const answers = await times(MANY, () => send(user_id, event_id));
    const first = answers.filter((answer) => !answer.body.duplicate);
    expect(first).toHaveLength(1);
    const repeats = answers.filter((answer) => answer.body.duplicate);
    expect(repeats.map((answer) => answer.body)).toEqual(
      Array.from({ length: MANY - 1 }, () => ({ ...first[0]!.body, duplicate: true })),
    );
    expect((await buddy(buddy_id)).coins).toBe(10);
  });

  test('64 buyers of the last item: one gets it, the others pay nothing', async () => {
    const buyers = await times(MANY, () => fleet.hatch());
    await times(MANY, (index) => send(buyers[index]!.user_id, undefined, 'treasure'));
    const answers = await times(MANY, (index) =>
      fleet.call('POST', `/buddies/${buyers[index]!.buddy_id}/purchases`, { item_id: 'crown' }),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(new Set(refused.map((answer) => answer.body.error.code))).toEqual(new Set(['out_of_stock']));
    const coins = await times(MANY, async (index) => (await buddy(buyers[index]!.buddy_id)).coins as number);
    expect(coins.filter((left) => left === 980)).toHaveLength(1);
    expect(coins.filter((left) => left === 1000)).toHaveLength(MANY - 1);
  });

  test('64 purchases of one buddy that can pay for one: the balance never falls below zero', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    await send(user_id);
    await send(user_id);
    const answers = await times(MANY, () => fleet.call('POST', `/buddies/${buddy_id}/purchases`, { item_id: 'hat' }));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await buddy(buddy_id)).toMatchObject({ coins: 0, owned: [{ item_id: 'hat' }] });
  });

  test('events that arrive while the egg hatches all count, before or after', async () => {
    const user_id = unique('user');
    const before = await times(16, () => send(user_id, undefined, 'treasure'));
    const [hatched, ...during] = await Promise.all([
      fleet.hatch(user_id),
      ...Array.from({ length: 32 }, () => send(user_id, undefined, 'treasure')),
    ]);
    expect([...before, ...during].every((answer) => answer.status === 200)).toBe(true);
    expect((await buddy(hatched.buddy_id)).coins).toBe(48_000);
  });

  test('an egg that is cancelled and hatched at once does one of both', async () => {
    const outcomes = await times(16, async () => {
      const { egg_id } = (await fleet.call('POST', '/eggs', { user_id: unique('user') })).body;
      await fleet.call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
      const [hatched, cancelled] = await Promise.all([
        fleet.call('POST', `/eggs/${egg_id}/hatch`),
        fleet.call('PATCH', `/eggs/${egg_id}`, { status: 'cancelled' }),
      ]);
      const { status, buddy_id } = (await fleet.call('GET', `/eggs/${egg_id}`)).body;
      return [hatched.status, cancelled.status, status === 'cancelled', buddy_id === null];
    });
    for (const outcome of outcomes) {
      expect([
        [202, 409, false, false],
        [409, 200, true, true],
      ]).toContainEqual(outcome);
    }
  });

  test('grants, spendings and events at once: ledger and balance agree', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    const reason = 'race';
    await times(MANY, (index) => {
      if (index % 3 === 0) return send(user_id, undefined, 'treasure');
      const path = `/buddies/${buddy_id}/coins${index % 3 === 1 ? '' : '/spend'}`;
      return fleet.call('POST', path, { amount: 7 * index, reason });
    });
    const rows = await ledger(buddy_id);
    const { coins } = await buddy(buddy_id);
    expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(coins);
    expect(rows[0]!.balance_after).toBe(coins);
    for (const [index, row] of rows.entries()) {
      expect(row.balance_after).toBe(row.amount + (rows[index + 1]?.balance_after ?? 0));
    }
  });

  test('a stream hears within a second, whichever process made the change', async () => {
    const { user_id, buddy_id } = await fleet.hatch();
    const body = { buddy_id, user_id, scopes: ['read'] };
    const { token } = (await fleet.call('POST', '/widget-sessions', body)).body;
    const streams = await Promise.all(
      fleet.servers.map(({ url }) => openStream(`${url}/api/v1/widget/stream`, { authorization: `Bearer ${token}` })),
    );
    for (const events of streams) await events.next();
    const sent = performance.now();
    await send(user_id);
    for (const events of streams) expect((await events.next())!.data.buddy.coins).toBe(10);
    expect(performance.now() - sent).toBeLessThan(1000);
    for (const events of streams) await events.close();
  });
});

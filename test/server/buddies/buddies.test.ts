import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../../support/answers.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
let pip: Hatched;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const fresh = async () => (pip = await server.hatch());
const on = (path: string) => `/buddies/${pip.buddy_id}/${path}`;
const post = (path: string, body?: unknown, more = {}) => server.call('POST', on(path), { body, ...more });
const reason = 'a teacher said so';

test('buddies are listed by user, newest first, page by page', async () => {
  const user_id = unique('user');
  const { buddy_id } = await server.hatch(user_id);
  const found = await server.call('GET', `/buddies?user_id=${user_id}`);
  expect(found.body.data.map((buddy: { buddy_id: string }) => buddy.buddy_id)).toEqual([buddy_id]);
  expect(found.body.data[0]).toEqual(await server.buddy(buddy_id));
  await server.hatch();
  const first = (await server.call('GET', '/buddies?limit=1')).body;
  const second = (await server.call('GET', `/buddies?limit=1&cursor=${first.next_cursor}`)).body;
  expect(first.data[0].buddy_id > second.data[0].buddy_id).toBe(true);
});

describe('administrative writes', () => {
  test('coins: granted, spent, never below zero, all in the ledger', async () => {
    await fresh();
    expect((await post('coins', { amount: 30, reason })).body.coins).toBe(30);
    expect((await post('coins/spend', { amount: 12, reason })).body.coins).toBe(18);
    expect(refusalOf(await post('coins/spend', { amount: 19, reason }))).toEqual([400, 'insufficient_balance']);
    const { body } = await server.call('GET', on('ledger'));
    expect(body.data).toMatchObject([
      { currency: 'coin', amount: -12, balance_after: 18, reason },
      { currency: 'coin', amount: 30, balance_after: 30, reason },
    ]);
  });

  test('tokens: up to the most that may be held; a progression token is never spent', async () => {
    await fresh();
    const grant = await post('tokens', { token_key: 'gem', amount: 25, reason });
    expect(grant.body.tokens[0]).toMatchObject({ token_key: 'gem', balance: 10 });
    expect((await post('tokens/spend', { token_key: 'gem', amount: 3, reason })).body.tokens[0].balance).toBe(7);
    await post('tokens', { token_key: 'xp', amount: 5, reason });
    const spent = await post('tokens/spend', { token_key: 'xp', amount: 1, reason });
    expect(refusalOf(spent)).toEqual([400, 'progression_not_spendable']);
    expect(refusalOf(await post('tokens', { token_key: 'ruby', amount: 1, reason }))).toEqual([
      404,
      'resource_not_found',
    ]);
  });

  test('badges: awarded once, with their reward', async () => {
    await fresh();
    const awarded = await post('badges', { badge_key: 'speech', reason });
    expect(awarded.body.coins).toBe(7);
    expect(awarded.body.badges[1]).toMatchObject({ badge_key: 'speech', earned: true });
    expect(refusalOf(await post('badges', { badge_key: 'speech', reason }))).toEqual([409, 'conflict']);
  });

  test('what moves neither coins nor tokens keeps its reason in the log', async () => {
    await fresh();
    const info = vi.spyOn(server.parts.log, 'info');
    const { headers } = await post('badges', { badge_key: 'first', reason });
    const skills = [{ skill_key: 'grammar', value: 5 }];
    const set = await server.call('PATCH', on('skills'), { body: { skills, reason } });
    const { buddy_id } = pip;
    const lines = info.mock.calls.map(([line]) => line).filter((line) => 'reason' in line);
    expect(lines).toEqual([
      { request_id: headers['x-request-id'], buddy_id, badge_key: 'first', reason },
      { request_id: set.headers['x-request-id'], buddy_id, skills, reason },
    ]);
    info.mockRestore();
  });

  test('skills: set, within their maximum', async () => {
    await fresh();
    const set = (value: number) =>
      server.call('PATCH', on('skills'), { body: { skills: [{ skill_key: 'grammar', value }], reason } });
    expect((await set(45)).body.skills[0]).toMatchObject({ value: 45, level: 2, level_progress: 0.25 });
    const above = await set(101);
    expect(refusalOf(above)).toEqual([422, 'validation_failed']);
    expect(above.body.error.details.fields[0].path).toBe('skills.0.value');
  });

  test('every one needs a reason and a whole amount above zero', async () => {
    await fresh();
    for (const body of [{ amount: 1 }, { amount: 0, reason }, { amount: 1.5, reason }, { amount: 2 ** 53, reason }]) {
      expect(refusalOf(await post('coins', body))).toEqual([422, 'validation_failed']);
    }
  });

  test('the same Idempotency-Key grants once', async () => {
    await fresh();
    const more = { idempotencyKey: unique('grant') };
    const first = await post('coins', { amount: 5, reason }, more);
    const again = await post('coins', { amount: 5, reason }, more);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    expect((await server.buddy(pip.buddy_id)).coins).toBe(5);
  });

  test('are told to the outside, each with its ledger entry', async () => {
    const deliveries = await listenForDeliveries(server, ['coin.earned', 'coin.spent']);
    await fresh();
    await post('coins', { amount: 30, reason });
    await post('coins/spend', { amount: 12, reason });
    const { body } = await server.call('GET', on('ledger'));
    const told = (await deliveries()).filter((row) => row.buddy_id === pip.buddy_id);
    expect(told.map((row) => [row.event, row.payload['amount'], row.payload['ledger_id']])).toEqual([
      ['coin.earned', 30, body.data[1].ledger_id],
      ['coin.spent', 12, body.data[0].ledger_id],
    ]);
  });
});

test('a new name is in the picture’s description too', async () => {
  await fresh();
  const { body } = await server.call('PATCH', `/buddies/${pip.buddy_id}`, { body: { name: 'Zoë' } });
  expect(body).toMatchObject({ name: 'Zoë', image: { alt: 'Zoë, a hatchling' } });
});

test('a new name may come with a reason, for the log', async () => {
  await fresh();
  const info = vi.spyOn(server.parts.log, 'info');
  const { status, body } = await server.call('PATCH', `/buddies/${pip.buddy_id}`, { body: { name: 'Zoë', reason } });
  expect([status, body.name]).toEqual([200, 'Zoë']);
  expect(info).toHaveBeenCalledWith(expect.objectContaining({ buddy_id: pip.buddy_id, reason }), expect.any(String));
  info.mockRestore();
});

describe('evolving', () => {
  test('is refused until its conditions hold, naming them', async () => {
    await fresh();
    const early = await post('evolve');
    expect(refusalOf(early)).toEqual([409, 'conflict']);
    expect(early.body.error.details.conditions).toEqual({ 'skill_value grammar >= 10': false });
  });

  test('changes the stage at once, the picture a little later, and tells the outside once', async () => {
    const deliveries = await listenForDeliveries(server, ['evolution.ready', 'buddy.evolved']);
    await fresh();
    await server.send(pip.user_id, 'lesson');
    expect((await server.send(pip.user_id, 'lesson')).effects.evolution_ready).toBe(true);
    const before = (await server.buddy(pip.buddy_id)).image!.url;
    const { status, body } = await post('evolve');
    expect(status).toBe(202);
    const evolving = await server.buddy(pip.buddy_id);
    expect(evolving).toMatchObject({ stage: { number: 2 }, appearance: { status: 'pending' }, image: { url: before } });
    await server.drawAll();
    const evolved = await server.buddy(pip.buddy_id);
    expect(evolved.image!.url).not.toBe(before);
    expect(evolved).toMatchObject({ appearance: { status: 'ready' }, evolution: { ready: false, next_stage: null } });
    expect((await server.call('GET', `/operations/${body.operation_id}`)).body).toMatchObject({
      type: 'evolve',
      status: 'succeeded',
      result: { stage: 2 },
    });
    const told = (await deliveries()).filter((row) => row.buddy_id === pip.buddy_id);
    expect(told.map((row) => row.event)).toEqual(['evolution.ready', 'buddy.evolved']);
    expect(told[1]!.payload).toMatchObject({
      from_stage: 1,
      to_stage: 2,
      image: { stage: 2, url: evolved.image!.url },
    });
    expect(refusalOf(await post('evolve'))).toEqual([409, 'conflict']);
  });
});

test('rerendering draws the same picture again; while it waits, a second call joins it', async () => {
  await fresh();
  const before = (await server.buddy(pip.buddy_id)).image;
  const first = await post('appearance/rerender');
  const second = await post('appearance/rerender');
  expect(first.status).toBe(202);
  expect(second.body).toEqual(first.body);
  await server.drawAll();
  const after = await server.buddy(pip.buddy_id);
  expect(after).toMatchObject({ image: before, appearance: { status: 'ready' } });
});

test('an archived buddy is gone, its seat is free, and what was to be drawn has failed', async () => {
  await fresh();
  const { operation_id } = (await post('appearance/rerender')).body;
  expect((await server.call('DELETE', `/buddies/${pip.buddy_id}`)).status).toBe(204);
  expect((await server.call('GET', `/buddies/${pip.buddy_id}`)).status).toBe(404);
  expect((await server.call('DELETE', `/buddies/${pip.buddy_id}`)).status).toBe(404);
  expect((await post('coins', { amount: 1, reason })).status).toBe(404);
  expect((await server.call('GET', `/operations/${operation_id}`)).body.status).toBe('failed');
  expect((await server.hatch(pip.user_id)).buddy_id).not.toBe(pip.buddy_id);
});

test('a buddy that is archived before its first picture leaves its seat free too', async () => {
  const user_id = unique('user');
  const { egg_id } = (await server.call('POST', '/eggs', { body: { user_id } })).body;
  await server.call('PATCH', `/eggs/${egg_id}`, { body: { status: 'ready' } });
  await server.call('POST', `/eggs/${egg_id}/hatch`);
  const egg = async () => (await server.call('GET', `/eggs/${egg_id}`)).body;
  const { status, buddy_id } = await egg();
  expect(status).toBe('hatching');
  expect((await server.call('DELETE', `/buddies/${buddy_id}`)).status).toBe(204);
  await server.drawAll();
  expect((await egg()).status).toBe('hatched');
  expect((await server.call('POST', '/eggs', { body: { user_id } })).status).toBe(201);
});

test('those with a badge that awaits review are found, until it is awarded', async () => {
  const other = await startPlayground(LESSONS);
  const [ready, not] = [await other.hatch(), await other.hatch()];
  const list = async (query: string) =>
    (await other.call('GET', `/buddies?${query}`)).body.data.map(
      (one: { buddy_id: string; badges_ready: string[] }) => [one.buddy_id, one.badges_ready],
    );
  expect(await list('badge_ready=true')).toEqual([]);
  await other.send(ready.user_id, 'lesson');
  expect((await other.send(ready.user_id, 'lesson')).effects.badges_ready).toEqual(['speech']);
  expect(await list('badge_ready=true')).toEqual([[ready.buddy_id, ['speech']]]);
  expect(await list('badge_ready=false')).toEqual([[not.buddy_id, []]]);
  expect((await other.buddy(ready.buddy_id)).badges_ready).toEqual(['speech']);
  const body = { badge_key: 'speech', reason: 'well spoken' };
  await other.call('POST', `/buddies/${ready.buddy_id}/badges`, { body });
  expect(await list('badge_ready=true')).toEqual([]);
  expect(await list('badge_ready=false')).toHaveLength(2);
  await other.close();
});

test('a buddy of another world is 404 wherever it is named', async () => {
  await fresh();
  const as = server.live.secret;
  const answers = await Promise.all([
    server.call('GET', `/buddies/${pip.buddy_id}`, { as }),
    server.call('GET', on('ledger'), { as }),
    server.call('DELETE', `/buddies/${pip.buddy_id}`, { as }),
    post('coins', { amount: 1, reason }, { as }),
    post('evolve', undefined, { as }),
    post('purchases', { item_id: 'hat' }, { as }),
    server.call('PUT', on('equipment'), { as, body: { equip: ['hat'] } }),
  ]);
  expect(answers.map(refusalOf)).toEqual(answers.map(() => [404, 'resource_not_found']));
});

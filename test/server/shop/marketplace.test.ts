import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MarketItem } from '../../../src/contract/widget.ts';
import { refusalOf } from '../../support/answers.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
let pip: Hatched;
let token: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());
beforeEach(async () => {
  pip = await server.hatch();
  token = await server.session(pip);
});

const market = async (): Promise<Record<string, MarketItem>> => {
  const { body } = await server.call('GET', '/widget/marketplace', { as: token });
  return Object.fromEntries(body.items.map((item: MarketItem) => [item.item_id, item]));
};
const buy = (item_id: string, idempotencyKey = unique('buy'), query = '') =>
  server.call('POST', `/widget/marketplace/purchases${query}`, { as: token, body: { item_id }, idempotencyKey });
const wear = (body: Record<string, unknown>) => server.call('PUT', '/widget/equipment', { as: token, body });
const earn = (times: number) => Promise.all(Array.from({ length: times }, () => server.send(pip.user_id, 'lesson')));
const coins = async () => (await server.buddy(pip.buddy_id)).coins;

describe('the shop', () => {
  test('shows what can be had, what not, and why', async () => {
    await earn(2);
    const items = await market();
    expect(items['hat']).toMatchObject({
      label: 'The hat',
      category: 'head',
      price: { type: 'coin', amount: 20 },
      owned: false,
      equipped: false,
      affordable: true,
      locked: false,
      locked_reason: null,
      stock: null,
    });
    expect(items['medal']).toMatchObject({ locked: true, locked_reason: expect.any(String) });
    expect(items['wand']).toMatchObject({ affordable: false });
    expect(items['crown']!.stock).toBeLessThanOrEqual(1);
  });

  test('has a picture of everything', async () => {
    const items = Object.values(await market());
    const pictures = await Promise.all(items.map((item) => server.call('GET', `/${new URL(item.image_url).pathname}`)));
    expect(pictures.every((picture) => picture.status === 200 && picture.text.startsWith('<svg'))).toBe(true);
    expect(new Set(items.map((item) => item.image_url)).size).toBeGreaterThan(5);
  });
});

describe('buying', () => {
  test('pays, hands over, and answers the state', async () => {
    await earn(2);
    const { status, body } = await buy('hat');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      purchase_id: expect.stringMatching(/^pur_/),
      item_id: 'hat',
      price: { type: 'coin', amount: 20 },
      ledger_id: expect.stringMatching(/^led_/),
      state: { buddy: { coins: 0 } },
    });
    const { data } = (await server.call('GET', `/buddies/${pip.buddy_id}/ledger?currency=coin&limit=1`)).body;
    expect(data[0]).toMatchObject({ ledger_id: body.ledger_id, amount: -20, reference_id: body.purchase_id });
    expect((await market())['hat']).toMatchObject({ owned: true, equipped: false });
  });

  test('what is free leaves no ledger entry', async () => {
    expect((await buy('cap')).body).toMatchObject({ price: { type: 'free' }, ledger_id: null });
  });

  test('what is free names no ledger entry of the reward that it brings', async () => {
    const badge = {
      key: 'dressed',
      label: 'Dressed',
      description: '',
      icon: 'star',
      award: 'auto' as const,
      condition: { metric: 'item_owned' as const, key: 'cap', op: 'gte' as const, value: 1 },
      reward: { coins: 5 },
    };
    const generous = await startPlayground({ ...LESSONS, badges: [badge] });
    const { buddy_id } = await generous.hatch();
    const { body } = await generous.call('POST', `/buddies/${buddy_id}/purchases`, { body: { item_id: 'cap' } });
    expect(body).toMatchObject({ price: { type: 'free' }, ledger_id: null });
    expect((await generous.buddy(buddy_id)).coins).toBe(5);
    await generous.close();
  });

  test('with tokens', async () => {
    await server.call('POST', `/buddies/${pip.buddy_id}/tokens`, {
      body: { token_key: 'gem', amount: 2, reason: 'r' },
    });
    expect((await buy('wand')).body.state.tokens[0]).toMatchObject({ token_key: 'gem', balance: 1 });
  });

  test('is refused with nothing paid', async () => {
    expect(refusalOf(await buy('hat'))).toEqual([400, 'insufficient_balance']);
    expect(refusalOf(await buy('medal'))).toEqual([409, 'item_locked']);
    expect(refusalOf(await buy('moon'))).toEqual([404, 'resource_not_found']);
    await earn(5);
    await buy('hat');
    expect(refusalOf(await buy('hat'))).toEqual([409, 'already_owned']);
    expect(await coins()).toBe(30);
  });

  test('the last one is sold once', async () => {
    await earn(2);
    const first = await buy('crown');
    pip = await server.hatch();
    token = await server.session(pip);
    await earn(2);
    const second = await buy('crown');
    expect(first.status).toBe(201);
    expect(refusalOf(second)).toEqual([409, 'out_of_stock']);
    expect(await coins()).toBe(20);
    expect((await market())['crown']!.stock).toBe(0);
  });

  test('needs an Idempotency-Key, and a repeat buys nothing more', async () => {
    const without = await server.call('POST', '/widget/marketplace/purchases', { as: token, body: { item_id: 'cap' } });
    expect(refusalOf(without)).toEqual([400, 'bad_request']);
    await earn(4);
    const key = unique('buy');
    const first = await buy('hat', key);
    const again = await buy('hat', key);
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([201, first.text, 'true']);
    expect(refusalOf(await buy('cap', key))).toEqual([409, 'idempotency_key_conflict']);
    expect(await coins()).toBe(20);
  });

  test('32 times at once with one key: one purchase', async () => {
    await earn(5);
    const key = unique('buy');
    const answers = await Promise.all(Array.from({ length: 32 }, () => buy('hat', key)));
    const bought = answers.filter((answer) => answer.status === 201);
    const running = answers.filter((answer) => answer.status === 409);
    expect(bought.length + running.length).toBe(32);
    expect(new Set(bought.map((answer) => answer.body.purchase_id)).size).toBe(1);
    expect(running.every((answer) => answer.body.error.code === 'idempotency_in_progress')).toBe(true);
    expect(await coins()).toBe(30);
  });

  test('a dry run says what would happen and pays nothing', async () => {
    await earn(2);
    const { status, body } = await buy('hat', undefined, '?dry_run=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({ dry_run: true, purchase_id: null, ledger_id: null, state: { buddy: { coins: 0 } } });
    expect(await coins()).toBe(20);
    expect((await market())['hat']!.owned).toBe(false);
  });

  test('needs its scope', async () => {
    token = await server.session(pip, ['read', 'marketplace:browse']);
    expect(refusalOf(await buy('cap'))).toEqual([403, 'missing_scope']);
  });

  test('a customer’s server may buy for the buddy', async () => {
    await earn(2);
    const body = { item_id: 'hat' };
    const { status } = await server.call('POST', `/buddies/${pip.buddy_id}/purchases`, { body });
    expect(status).toBe(201);
    expect((await server.buddy(pip.buddy_id)).owned.map((item) => item.item_id)).toEqual(['hat']);
  });

  test('is told to the outside', async () => {
    const deliveries = await listenForDeliveries(server, ['marketplace.purchased', 'marketplace.equipped']);
    const { body } = await buy('cap');
    await wear({ equip: ['cap'] });
    const told = (await deliveries()).filter((row) => row.buddy_id === pip.buddy_id);
    expect(told.map((row) => [row.event, row.payload['item_id'], row.payload['purchase_id']])).toEqual([
      ['marketplace.purchased', 'cap', body.purchase_id],
      ['marketplace.equipped', 'cap', undefined],
    ]);
  });
});

describe('wearing', () => {
  const own = async (...items: string[]) => {
    for (const item of items) await buy(item);
  };

  test('changes the picture and its description', async () => {
    await own('cap');
    const before = (await server.buddy(pip.buddy_id)).image!;
    const { body } = await wear({ equip: ['cap'] });
    expect(body).toMatchObject({
      equipped: ['cap'],
      operation_id: expect.stringMatching(/^op_/),
      state: {
        buddy: { image: { url: before.url }, appearance: { status: 'pending' } },
        equipped: [{ item_id: 'cap', category: 'head' }],
        pending_operations: [{ operation_id: body.operation_id, type: 'equip' }],
      },
    });
    await server.drawAll();
    const after = (await server.buddy(pip.buddy_id)).image!;
    expect(after.url).not.toBe(before.url);
    expect(after.alt).toContain('wearing the cap');
    await wear({ unequip: ['cap'] });
    await server.drawAll();
    expect((await server.buddy(pip.buddy_id)).image).toEqual(before);
  });

  test('what is worn already changes nothing and draws nothing', async () => {
    await own('cap');
    await wear({ equip: ['cap'] });
    await server.drawAll();
    const before = await server.buddy(pip.buddy_id);
    expect((await wear({ equip: ['cap'] })).body.operation_id).toBeNull();
    expect(await server.buddy(pip.buddy_id)).toEqual(before);
  });

  test('is refused as a whole', async () => {
    await own('cap', 'glasses', 'scarf', 'boots', 'daisy');
    expect(refusalOf(await wear({ equip: ['cap', 'hat'] }))).toEqual([409, 'not_owned']);
    await earn(2);
    await own('hat');
    expect(refusalOf(await wear({ equip: ['cap', 'hat'] }))).toEqual([400, 'category_conflict']);
    await wear({ equip: ['cap', 'glasses', 'scarf', 'boots'] });
    expect(refusalOf(await wear({ equip: ['daisy'] }))).toEqual([400, 'too_many_items']);
    const all = ['cap', 'glasses', 'scarf', 'boots', 'daisy'];
    expect(refusalOf(await wear({ equip: all }))).toEqual([400, 'too_many_items']);
    expect((await wear({ equip: ['daisy'], unequip: ['boots'] })).body.equipped.toSorted()).toEqual([
      'cap',
      'daisy',
      'glasses',
      'scarf',
    ]);
  });

  test('several changes that wait are drawn as one, and all end', async () => {
    await own('cap', 'glasses', 'scarf');
    const ids = [];
    for (const item of ['cap', 'glasses', 'scarf']) ids.push((await wear({ equip: [item] })).body.operation_id);
    await server.drawAll();
    const operations = await Promise.all(ids.map((id) => server.call('GET', `/operations/${id}`)));
    const urls = operations.map((operation) => operation.body.result.image.url);
    expect(new Set(urls)).toEqual(new Set([(await server.buddy(pip.buddy_id)).image!.url]));
  });
});

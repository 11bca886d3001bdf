import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as sdk from '../../src/sdk/index.ts';
import { LESSONS } from '../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../support/playground.ts';
import { scriptedClient } from './support/client.ts';
import { refusal } from './support/scripted-fetch.ts';

let playground: Playground;
let client: sdk.HatchedClient;
let pip: Hatched;

beforeAll(async () => {
  playground = await startPlayground(LESSONS);
  client = new sdk.HatchedClient({ apiKey: playground.test.secret, baseUrl: await playground.listen(), maxRetries: 0 });
  pip = await playground.hatch();
  for (const itemId of ['cap', 'glasses', 'scarf', 'boots', 'daisy']) {
    await client.buddies.purchase(pip.buddy_id, { itemId });
  }
  await client.buddies.earn(pip.buddy_id, { amount: 40, reason: 'test' });
  await client.buddies.purchase(pip.buddy_id, { itemId: 'hat' });
});
afterAll(async () => playground?.close());

const caught = (call: Promise<unknown>) => call.catch((error: unknown) => error);

/** Each on the real server: what the class promises is in what it answers. */
const REFUSALS: [string, (c: sdk.HatchedClient, buddyId: string) => Promise<unknown>, object][] = [
  [
    'CategoryConflictError',
    (c, id) => c.buddies.equip(id, { equip: ['cap', 'hat'] }),
    { category: 'head', conflictingItemIds: ['cap', 'hat'] },
  ],
  [
    'CategoryConflictError',
    (c, id) => c.buddies.equip(id, { equip: ['cap'], unequip: ['cap'] }),
    { category: 'head', conflictingItemIds: ['cap'] },
  ],
  [
    'TooManyItemsError',
    (c, id) => c.buddies.equip(id, { equip: ['cap', 'glasses', 'scarf', 'boots', 'daisy'] }),
    { max: 4, attempted: 5 },
  ],
  [
    'InsufficientBalanceError',
    (c, id) => c.buddies.spend(id, { amount: 900, reason: 'test' }),
    { currency: 'coin', price: 900, balance: 20 },
  ],
  ['ProgressionNotSpendableError', (c, id) => c.buddies.spend(id, { tokenKey: 'xp', amount: 1, reason: 'test' }), {}],
  ['ItemLockedError', (c, id) => c.buddies.purchase(id, { itemId: 'medal' }), { conditions: { 'stage >= 2': false } }],
  ['AlreadyOwnedError', (c, id) => c.buddies.purchase(id, { itemId: 'cap' }), {}],
  ['NotOwnedError', (c, id) => c.buddies.equip(id, { equip: ['wand'] }), {}],
  ['ConflictError', (c, id) => c.buddies.evolve(id), { code: 'conflict' }],
  ['NotFoundError', (c) => c.leaderboards.get('none'), { statusCode: 404 }],
  ['AudienceError', (c) => c.eggs.create({ userId: 'someone', audience: 'nowhere' }), { code: 'unknown_audience' }],
  [
    'ValidationError',
    (c) => c.users.update('someone', { timeZone: 'Atlantis' }),
    { fields: [{ path: 'timeZone', message: expect.any(String) as string }] },
  ],
];

test.each(REFUSALS)('%s (%#)', async (name, call, fields) => {
  const error = await caught(call(client, pip.buddy_id));
  expect(error).toMatchObject({ name, requestId: client.getLastRequestId(), ...fields });
  expect(error).toBeInstanceOf(sdk.HatchedError);
});

test('ActiveEggLimitError says what the user has instead', async () => {
  const { eggId } = await client.eggs.create({ userId: 'user_with_an_egg' });
  const error = await caught(client.eggs.create({ userId: 'user_with_an_egg' }));
  expect(error).toMatchObject({ name: 'ActiveEggLimitError', active: [{ eggId, status: 'waiting' }] });
});

test('a key that nobody knows is an AuthenticationError', async () => {
  const { port } = playground.app.server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const stranger = new sdk.HatchedClient({ apiKey: `hatch_test_${'x'.repeat(40)}`, baseUrl });
  expect(await caught(stranger.eggs.get('egg_1'))).toMatchObject({ name: 'AuthenticationError', statusCode: 401 });
});

test('isHatchedError knows those of another copy, and nothing else', async () => {
  const second = '../../src/sdk/errors/hatched-error.ts?copy';
  const copy = (await import(second)) as typeof sdk;
  const fields = { code: 'conflict', statusCode: 409, requestId: null, details: {} };
  const foreign = new copy.HatchedError('of another copy', fields);
  expect(foreign instanceof sdk.HatchedError).toBe(false);
  expect(sdk.isHatchedError(foreign)).toBe(true);
  for (const other of [new Error('x'), { code: 'conflict' }, null, 'x']) expect(sdk.isHatchedError(other)).toBe(false);
});

test('a code that this SDK does not know is a HatchedError, and no exception of its own', async () => {
  const { client } = scriptedClient([refusal(418, 'teapot_is_empty', { own_detail: 1 })]);
  const error = await caught(client.eggs.get('egg_1'));
  expect(error).toMatchObject({ name: 'HatchedError', code: 'teapot_is_empty', details: { own_detail: 1 } });
});

test('a field of an event’s properties keeps its name in the path', async () => {
  const fields = [
    { path: 'events.3.user_id', message: 'is missing' },
    { path: 'properties.own_name', message: 'is bad' },
  ];
  const { client } = scriptedClient([refusal(422, 'validation_failed', { fields })]);
  const error = (await caught(client.eggs.get('egg_1'))) as sdk.ValidationError;
  expect(error.fields.map(({ path }) => path)).toEqual(['events.3.userId', 'properties.own_name']);
});

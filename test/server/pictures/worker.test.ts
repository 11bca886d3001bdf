import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { performOperations } from '../../../src/server/pictures/perform.ts';
import { drawDue, startWorker } from '../../../src/server/pictures/worker.ts';
import { sql } from '../../../src/server/store/database.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeEach(async () => {
  server = await startPlayground(LESSONS);
});
afterEach(() => server.close());

/** An egg that has hatched and whose picture is not drawn yet. */
async function undrawn(user_id = unique('user')) {
  const { body: egg } = await server.call('POST', '/eggs', { body: { user_id } });
  await server.call('PATCH', `/eggs/${egg.egg_id}`, { body: { status: 'ready' } });
  const { body } = await server.call('POST', `/eggs/${egg.egg_id}/hatch`);
  const { buddy_id } = (await server.call('GET', `/eggs/${egg.egg_id}`)).body;
  return { user_id, egg_id: egg.egg_id, buddy_id, operation_id: body.operation_id as string };
}
const operation = async (id: string) => (await server.call('GET', `/operations/${id}`)).body;
const { drawDue: draw } = { drawDue: () => drawDue(server.parts) };

test('a worker that runs is woken by the commit', async () => {
  const worker = startWorker(server.parts);
  const { operation_id } = await undrawn();
  const { body } = await server.call('GET', `/operations/${operation_id}?wait_ms=30000`);
  expect(body.status).toBe('succeeded');
  await worker.stop();
  const later = await undrawn();
  expect((await operation(later.operation_id)).status).toBe('pending');
});

describe('a worker that dies', () => {
  test('before it draws: another takes over once the lease has run out', async () => {
    const { operation_id } = await undrawn();
    await server.parts.store.operations.claim(server.clock.now(), 30_000, 20);
    expect((await operation(operation_id)).status).toBe('running');
    expect(await draw()).toBe(0);
    server.clock.advance(30_000);
    expect(await draw()).toBe(1);
    expect((await operation(operation_id)).status).toBe('succeeded');
  });

  test('after it stored the picture: nothing is made twice', async () => {
    const deliveries = await listenForDeliveries(server, ['*']);
    const { operation_id, buddy_id } = await undrawn();
    const change = vi.spyOn(server.parts.store, 'change').mockRejectedValueOnce(new StoreUnavailable('gone'));
    await draw();
    change.mockRestore();
    expect((await operation(operation_id)).status).toBe('running');
    server.clock.advance(30_000);
    await draw();
    expect((await server.buddy(buddy_id)).appearance.status).toBe('ready');
    expect((await deliveries()).map((row) => row.event)).toEqual(['buddy.hatched']);
  });

  test('after the commit: doing it again tells nobody again', async () => {
    const deliveries = await listenForDeliveries(server, ['*']);
    const { buddy_id } = await undrawn();
    await draw();
    const before = await server.buddy(buddy_id);
    await performOperations(server.parts, [{ buddy_id, request_id: 'req' }]);
    await Promise.all([1, 2, 3].map(() => performOperations(server.parts, [{ buddy_id, request_id: 'req' }])));
    expect(await server.buddy(buddy_id)).toEqual(before);
    expect(await deliveries()).toHaveLength(1);
  });
});

test('a picture that the database refuses holds up none of those that are drawn with it', async () => {
  const [one, other] = [await undrawn(), await undrawn()];
  const { put } = server.parts.store.pictures;
  vi.spyOn(server.parts.store.pictures, 'put').mockImplementation((pictures) =>
    pictures.some(({ buddy_id }) => buddy_id === one.buddy_id) ? Promise.reject(new Error('refused')) : put(pictures),
  );
  const waiting = [one, other].map(({ buddy_id }) => ({ buddy_id, request_id: 'req' }));
  await performOperations(server.parts, waiting);
  const states = await Promise.all([one, other].map(({ operation_id }) => operation(operation_id)));
  expect(states.map(({ status }) => status)).toEqual(['pending', 'succeeded']);
});

test('nor does a buddy that cannot be read', async () => {
  const [one, other] = [await undrawn(), await undrawn()];
  const { database } = server.parts.store;
  await database.run(sql("UPDATE buddies SET state = '{' WHERE buddy_id = $1", one.buddy_id));
  await performOperations(
    server.parts,
    [one, other].map(({ buddy_id }) => ({ buddy_id, request_id: 'req' })),
  );
  expect((await operation(other.operation_id)).status).toBe('succeeded');
  expect((await operation(one.operation_id)).status).toBe('pending');
});

test('two workers at once draw each buddy once', async () => {
  const deliveries = await listenForDeliveries(server, ['buddy.hatched']);
  const made = [];
  for (let i = 0; i < 10; i++) made.push(await undrawn());
  await Promise.all([draw(), draw(), draw()]);
  const states = await Promise.all(made.map(({ operation_id }) => operation(operation_id)));
  expect(states.map((one) => one.status)).toEqual(made.map(() => 'succeeded'));
  expect(await deliveries()).toHaveLength(10);
});

test('who changes clothes while being drawn is drawn again', async () => {
  const pip = await server.hatch();
  const token = await server.session(pip);
  for (const item_id of ['cap', 'glasses']) {
    const idempotencyKey = unique('buy');
    await server.call('POST', '/widget/marketplace/purchases', { as: token, body: { item_id }, idempotencyKey });
  }
  const wear = (item: string) => server.call('PUT', '/widget/equipment', { as: token, body: { equip: [item] } });
  const first = await wear('cap');
  const put = server.parts.store.pictures.put;
  vi.spyOn(server.parts.store.pictures, 'put').mockImplementationOnce(async (...stored) => {
    await put(...stored);
    await wear('glasses');
  });
  await draw();
  const { image } = await server.buddy(pip.buddy_id);
  expect(image!.alt).toContain('the cap and the glasses');
  expect((await operation(first.body.operation_id)).result.image.url).toBe(image!.url);
  await draw();
  expect((await server.buddy(pip.buddy_id)).appearance.status).toBe('ready');
});

describe('what happens while a picture is made', () => {
  const ATTEMPTS = 8;
  /** Does this after each of the next pictures is stored, and before anybody looks at it again. */
  function meanwhile(times: number, happens: (attempt: number) => Promise<unknown>): void {
    const put = server.parts.store.pictures.put;
    const stored = vi.spyOn(server.parts.store.pictures, 'put');
    for (let attempt = 1; attempt <= times; attempt++) {
      stored.mockImplementationOnce(async (...rows) => {
        await put(...rows);
        await happens(attempt);
      });
    }
  }
  const rerender = (buddy_id: string) => server.call('POST', `/buddies/${buddy_id}/appearance/rerender`);
  const rename = (buddy_id: string, name: string) => server.call('PATCH', `/buddies/${buddy_id}`, { body: { name } });
  const wear = (buddy_id: string, change: object) =>
    server.call('PUT', `/buddies/${buddy_id}/equipment`, { body: change });
  const pictureOf = async (buddy_id: string) => (await server.parts.store.buddies.byId(server.test, buddy_id))!;

  test('a mood and a name are in it', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const lesson = (days_ago: number) =>
      server.send(user_id, 'lesson', {
        occurred_at: new Date(server.clock.now() - days_ago * 24 * 3600_000).toISOString(),
      });
    for (const days_ago of [2, 1]) await lesson(days_ago);
    await server.drawAll();
    await rerender(buddy_id);
    meanwhile(1, async () => {
      await lesson(0);
      await rename(buddy_id, 'Ada');
    });
    await draw();
    const { mood, appearance, image } = await server.buddy(buddy_id);
    expect([mood, appearance.status]).toEqual(['proud', 'ready']);
    expect(image!.alt).toMatch(/^Ada, a proud /);
    expect((await pictureOf(buddy_id)).picture_mood).toBe('proud');
  });

  test('a name alone is not drawn for', async () => {
    const { buddy_id } = await server.hatch();
    const before = await pictureOf(buddy_id);
    await rerender(buddy_id);
    meanwhile(1, () => rename(buddy_id, 'Ada'));
    await draw();
    const after = await pictureOf(buddy_id);
    expect(after).toMatchObject({ appearance_status: 'ready', picture_hash: before.picture_hash });
    expect(after.picture_alt).toMatch(/^Ada, /);
  });

  test('too often: nothing is ready that does not fit', async () => {
    const { buddy_id } = await server.hatch();
    await server.call('POST', `/buddies/${buddy_id}/purchases`, { body: { item_id: 'glasses' } });
    const { body } = await rerender(buddy_id);
    meanwhile(ATTEMPTS, (attempt) => wear(buddy_id, attempt % 2 ? { equip: ['glasses'] } : { unequip: ['glasses'] }));
    await performOperations(server.parts, [{ buddy_id, request_id: 'req' }]);
    expect((await server.buddy(buddy_id)).appearance.status).toBe('pending');
    expect((await operation(body.operation_id)).status).not.toBe('succeeded');
    await wear(buddy_id, { equip: ['glasses'] });
    await draw();
    const { appearance, image } = await server.buddy(buddy_id);
    expect(appearance.status).toBe('ready');
    expect(image!.alt).toContain('the glasses');
    expect((await operation(body.operation_id)).status).toBe('succeeded');
  });
});

describe('a picture that cannot be drawn', () => {
  /** Bought, put on, and then its art is gone. */
  async function broken() {
    const pip = await server.hatch();
    const before = (await server.buddy(pip.buddy_id)).image;
    const to = await publishUnchecked({
      ...LESSONS,
      items: LESSONS.items!.map((item) =>
        item.key === 'cap' ? { ...item, art: { asset_id: 'ast_00000000000000000000000000' } } : item,
      ),
    });
    await server.call('POST', '/buddies/migrate', { body: { buddy_id: pip.buddy_id, to } });
    const buy = { body: { item_id: 'cap' } };
    await server.call('POST', `/buddies/${pip.buddy_id}/purchases`, buy);
    const { body } = await server.call('PUT', `/buddies/${pip.buddy_id}/equipment`, { body: { equip: ['cap'] } });
    await draw();
    return { ...pip, before, operation_id: body.operation_id as string };
  }

  /** Publishing refuses art that is not there; a database that was not restored as a whole has it all the same. */
  async function publishUnchecked(document: Configuration): Promise<string> {
    const { customer_id, mode } = server.test;
    const config_version_id = server.parts.ids('config');
    const row = {
      customer_id,
      mode,
      config_version_id,
      status: 'draft' as const,
      document,
      comment: null,
      cause_secrets: {},
      created_at: 0,
    };
    await server.parts.store.configs.saveDraft({ ...row, published_at: null });
    await server.parts.store.configs.publish(server.test, server.clock.now());
    return config_version_id;
  }

  test('leaves the last good one, and says why', async () => {
    const { buddy_id, before, operation_id } = await broken();
    expect(await server.buddy(buddy_id)).toMatchObject({
      image: before,
      appearance: { status: 'failed', error: expect.stringContaining('ast_0000') },
    });
    expect(await operation(operation_id)).toMatchObject({
      status: 'failed',
      result: null,
      error: { code: 'internal_error', message: expect.stringContaining('ast_0000') },
    });
  });

  test('does not keep the shop from opening', async () => {
    const pip = await broken();
    const answer = await server.call('GET', '/widget/marketplace', { as: await server.session(pip) });
    expect(answer.status).toBe(200);
  });

  test('is drawn where its cause goes meanwhile', async () => {
    const { buddy_id } = await broken();
    const mediaType = server.parts.store.assets.mediaType;
    await server.call('POST', `/buddies/${buddy_id}/appearance/rerender`);
    vi.spyOn(server.parts.store.assets, 'mediaType').mockImplementationOnce(async (world, asset_id) => {
      await server.call('PUT', `/buddies/${buddy_id}/equipment`, { body: { unequip: ['cap'] } });
      return mediaType(world, asset_id);
    });
    await draw();
    expect((await server.buddy(buddy_id)).appearance).toEqual({ status: 'ready', error: null });
  });

  test('is drawn once its cause is gone', async () => {
    const { buddy_id } = await broken();
    await server.call('PUT', `/buddies/${buddy_id}/equipment`, { body: { unequip: ['cap'] } });
    await draw();
    expect((await server.buddy(buddy_id)).appearance).toEqual({ status: 'ready', error: null });
  });
});

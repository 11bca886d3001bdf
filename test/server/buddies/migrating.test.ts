import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { moveDue } from '../../../src/server/buddies/migration/worker.ts';
import { refusalOf } from '../../support/answers.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';

let server: Playground;
let pip: Hatched;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const fresh = async () => (pip = await server.hatch());
const on = (path: string) => `/buddies/${pip.buddy_id}/${path}`;
const post = (path: string, body?: unknown) => server.call('POST', on(path), { body });

describe('migrating', () => {
  test('one, an audience or all: the rules change, the state stays', async () => {
    const other = await startPlayground(LESSONS);
    const [one, two] = [await other.hatch(), await other.hatch()];
    await other.send(one.user_id, 'lesson');
    const to = await other.publish({
      ...LESSONS,
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 3, daily_cap: 30 }],
    });
    const migrate = async (body: Record<string, unknown>) =>
      (await other.call('POST', '/buddies/migrate', { body: { ...body, to } })).body;
    expect(await migrate({ buddy_id: one.buddy_id })).toEqual({ migrated: 1, config_version_id: to });
    expect(await other.buddy(one.buddy_id)).toMatchObject({ coins: 10, config_version_id: to });
    expect((await other.send(one.user_id, 'lesson')).effects.coins).toBe(3);
    expect((await other.send(two.user_id, 'lesson')).effects.coins).toBe(10);
    const { operation_id } = await migrate({ all: true });
    const operation = async () => (await other.call('GET', `/operations/${operation_id}`)).body;
    const migration = { config_version_id: to, total: 2, done: 0, failed: 0 };
    expect(await operation()).toMatchObject({ type: 'migrate', status: 'pending', result: null, migration });
    expect(await moveDue(other.parts)).toBe(2);
    expect(await operation()).toMatchObject({ status: 'succeeded', migration: { ...migration, done: 2 }, error: null });
    expect(await other.buddy(two.buddy_id)).toMatchObject({ coins: 10, config_version_id: to });
    await migrate({ audience: 'default' });
    expect(await moveDue(other.parts)).toBe(2);
    await other.close();
  });

  test('many: one that cannot be moved keeps no other from it; who asks to stop is heard between batches', async () => {
    const other = await startPlayground(LESSONS);
    const all: Hatched[] = [];
    for (let n = 0; n < 3; n++) all.push(await other.hatch());
    const to = await other.publish({ ...LESSONS, items: [] });
    const { operation_id } = (await other.call('POST', '/buddies/migrate', { body: { all: true, to } })).body;
    expect(await moveDue(other.parts, () => true)).toBe(0);
    const { store } = other.parts;
    const change = store.change;
    vi.spyOn(store, 'change').mockImplementation((command) =>
      'buddy_id' in command.target && command.target.buddy_id === all[1]!.buddy_id
        ? Promise.reject(new Error('its row cannot be read'))
        : change(command),
    );
    await moveDue(other.parts);
    vi.restoreAllMocks();
    const { body } = await other.call('GET', `/operations/${operation_id}`);
    expect([body.status, body.migration]).toEqual([
      'succeeded',
      { config_version_id: to, total: 3, done: 3, failed: 1 },
    ]);
    const versions = await Promise.all(
      all.map(async ({ buddy_id }) => (await other.buddy(buddy_id)).config_version_id),
    );
    expect(versions.map((version) => version === to)).toEqual([true, false, true]);
    await other.close();
  });

  describe('the picture', () => {
    const migrate = async (config: typeof LESSONS) => {
      const body = { buddy_id: pip.buddy_id, to: await server.publish(config) };
      expect((await server.call('POST', '/buddies/migrate', { body })).body.migrated).toBe(1);
    };
    const drawn = async () => {
      await server.drawAll();
      return server.buddy(pip.buddy_id);
    };
    const withItem = (key: string, more: object) => ({
      ...LESSONS,
      items: LESSONS.items!.map((item) => (item.key === key ? { ...item, ...more } : item)),
    });
    afterAll(() => server.publish(LESSONS));

    test('is drawn by the new rules: other art, another label, what is no longer there', async () => {
      await fresh();
      await post('purchases', { item_id: 'cap' });
      await server.call('PUT', on('equipment'), { body: { equip: ['cap'] } });
      const first = (await drawn()).image!;
      await migrate(withItem('cap', { art: { builtin: 'cowboy_hat' } }));
      expect((await server.buddy(pip.buddy_id)).appearance.status).toBe('pending');
      const second = (await drawn()).image!;
      expect(second.url).not.toBe(first.url);
      const stages = LESSONS.stages!.map((stage) => ({ ...stage, label: `Little ${stage.label}` }));
      await migrate({ ...LESSONS, stages });
      expect((await drawn()).image).toMatchObject({ url: first.url, alt: expect.stringContaining('little hatchling') });
      await migrate({ ...LESSONS, items: LESSONS.items!.filter(({ key }) => key !== 'cap') });
      const bare = await drawn();
      expect(bare.image!.alt).not.toContain('cap');
      expect(bare).toMatchObject({ equipped: [], owned: [{ item_id: 'cap' }], appearance: { status: 'ready' } });
    });

    test('shows the last stage that the new rules have; going back shows what was reached', async () => {
      await server.publish(LESSONS);
      await fresh();
      const youngster = (await drawn()).image!;
      for (let i = 0; i < 2; i++) await server.send(pip.user_id, 'lesson');
      await post('evolve');
      const grown = (await drawn()).image!;
      await migrate({ ...LESSONS, stages: [{ stage: 1, label: 'Chick' }] });
      const { stage, image } = await drawn();
      expect(stage).toEqual({ number: 1, label: 'Chick', of: 1 });
      expect(image).toMatchObject({ url: youngster.url, alt: expect.stringContaining('a chick') });
      await migrate(LESSONS);
      expect(await drawn()).toMatchObject({ stage: { number: 2, label: 'Fledgling', of: 2 }, image: grown });
    });

    test('that is under way is drawn again where the rules change meanwhile', async () => {
      await server.publish(LESSONS);
      await fresh();
      const { operation_id } = (await post('appearance/rerender')).body;
      const { put } = server.parts.store.pictures;
      vi.spyOn(server.parts.store.pictures, 'put').mockImplementationOnce(async (...those) => {
        await put(...those);
        await migrate({ ...LESSONS, stages: [{ stage: 1, label: 'Chick' }] });
      });
      expect((await drawn()).image!.alt).toContain('a chick');
      expect((await server.call('GET', `/operations/${operation_id}`)).body.status).toBe('succeeded');
      vi.restoreAllMocks();
    });
  });

  test('wants exactly one choice, and a version of its own world', async () => {
    await fresh();
    const { config_version_id: to } = await server.buddy(pip.buddy_id);
    const migrate = (body: Record<string, unknown>, as = server.test.secret) =>
      server.call('POST', '/buddies/migrate', { as, body });
    expect(refusalOf(await migrate({ to }))).toEqual([422, 'validation_failed']);
    expect(refusalOf(await migrate({ to, all: true, audience: 'default' }))).toEqual([422, 'validation_failed']);
    expect(refusalOf(await migrate({ to, all: true }, server.live.secret))).toEqual([404, 'resource_not_found']);
    expect(refusalOf(await migrate({ to, audience: 'pets' }))).toEqual([400, 'unknown_audience']);
  });
});

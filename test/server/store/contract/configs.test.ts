import { expect, it } from 'vitest';
import { Refusal } from '../../../../src/contract/errors.ts';
import { onEachDatabase } from '../support/each-database.ts';
import type { World } from '../../../../src/server/store/rows.ts';
import { configRow, ids, newSeat, newWorld, NOW } from '../support/rows.ts';

onEachDatabase('configurations', (given) => {
  it('have one draft, which is replaced until it is published', async () => {
    const world = newWorld();
    const { configs } = given.store;
    const draft = configRow(world);
    await configs.saveDraft(draft);
    const document = { coin_rules: [{ key: 'a', event_type: 'lesson', amount: 5 }] };
    await configs.saveDraft(configRow(world, { document }));
    expect(await configs.draft(world)).toEqual({ ...draft, document });
    expect(await configs.published(world)).toBeNull();
  });

  it('that are saved at once answer each with its own document, all of them one draft', async () => {
    const world = newWorld();
    const rows = Array.from({ length: 6 }, (_, n) =>
      configRow(world, { document: { audiences: [{ key: `a${n}`, label: 'A' }] } }),
    );
    const saved = await Promise.all(rows.map((row) => given.store.configs.saveDraft(row)));
    expect(saved.map((row) => row.document)).toEqual(rows.map((row) => row.document));
    const { config_version_id, created_at } = (await given.store.configs.draft(world))!;
    for (const row of saved) expect(row).toMatchObject({ config_version_id, created_at, status: 'draft' });
  });

  it('are published one after the other', async () => {
    const world = newWorld();
    const { configs } = given.store;
    expect(await configs.publish(world, NOW)).toBeNull();
    const [one, two] = [configRow(world), configRow(world)];
    await configs.saveDraft(one);
    expect(await configs.publish(world, NOW + 1)).toEqual({ ...one, status: 'published', published_at: NOW + 1 });
    expect(await configs.draft(world)).toBeNull();
    await configs.saveDraft(two);
    await configs.publish(world, NOW + 2);
    expect(await configs.published(world)).toMatchObject({ config_version_id: two.config_version_id });
    expect(await configs.byId(one.config_version_id)).toMatchObject({ status: 'archived', published_at: NOW + 1 });
    const list = await configs.list(world, { limit: 10 });
    expect(list.map((row) => row.status)).toEqual(['published', 'archived']);
  });

  it('are published once by many at once', async () => {
    const world = newWorld();
    await given.store.configs.saveDraft(configRow(world));
    const published = await Promise.all(Array.from({ length: 8 }, () => given.store.configs.publish(world, NOW)));
    expect(published.filter((row) => row !== null)).toHaveLength(1);
  });

  it('stay a draft where the check refuses', async () => {
    const world = newWorld();
    const draft = configRow(world);
    await given.store.configs.saveDraft(draft);
    const refuse = () => {
      throw new Refusal('validation_failed', 'A ninth skill.');
    };
    await expect(given.store.configs.publish(world, NOW, { check: refuse })).rejects.toThrow('A ninth skill.');
    expect(await given.store.configs.draft(world)).toEqual(draft);
  });

  it('are replaced and published in one step, or not at all', async () => {
    const world = newWorld();
    const [draft, given_row] = [configRow(world), configRow(world, { document: { skills: [] } })];
    const { configs } = given.store;
    const seen: unknown[] = [];
    const replacing = { row: given_row, check: (current: unknown) => void seen.push(current) };
    const refuse = () => {
      throw new Refusal('validation_failed', 'A ninth skill.');
    };
    await configs.saveDraft(draft);
    await expect(configs.publish(world, NOW, { replacing, check: refuse })).rejects.toThrow('A ninth skill.');
    expect(await configs.draft(world)).toEqual(draft);
    const published = await configs.publish(world, NOW, { replacing });
    expect(published).toMatchObject({ status: 'published', document: given_row.document });
    expect(seen).toEqual([draft, draft]);
    expect(await configs.draft(world)).toBeNull();
    expect(await configs.published(world)).toEqual(published);
  });

  it('say in which of the audiences that they leave somebody is, hatched or not', async () => {
    const [world, other] = [newWorld(), newWorld()];
    const { configs, change } = given.store;
    const audiences = ['kids', 'adults', 'pets'].map((key) => ({ key, label: key }));
    const open = (there: World, audience: string) =>
      change({
        world: there,
        target: { seat: newSeat(audience), newBuddyId: ids('buddy') },
        decide: () => ({ answer: null }),
      });
    await open(world, 'default');
    expect(await configs.leftBehind(world, { audiences })).toEqual(['default']);
    await configs.saveDraft(configRow(world, { document: { audiences } }));
    await configs.publish(world, NOW);
    await open(world, 'kids');
    for (let n = 0; n < 3; n++) await open(world, 'adults');
    await open(other, 'pets');
    expect((await configs.leftBehind(world, {})).sort()).toEqual(['adults', 'kids']);
    expect(await configs.leftBehind(world, { audiences: audiences.slice(0, 2) })).toEqual([]);

    await configs.saveDraft(configRow(world, { document: { audiences: audiences.slice(1) } }));
    const seen: string[][] = [];
    await configs.publish(world, NOW, { check: (_draft, leftBehind) => void seen.push(leftBehind) });
    expect(seen).toEqual([['kids']]);
  });

  it('that are published name the worlds there are', async () => {
    const [one, other] = [newWorld(), newWorld()];
    for (const world of [one, other]) await given.store.configs.saveDraft(configRow(world));
    await given.store.configs.publish(one, NOW);
    const worlds = await given.store.leaderboards.worlds();
    expect(worlds).toContainEqual(one);
    expect(worlds).not.toContainEqual(other);
  });
});

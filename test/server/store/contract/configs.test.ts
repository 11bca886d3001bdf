import { expect, it } from 'vitest';
import { Refusal } from '../../../../src/contract/errors.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { configRow, newWorld, NOW } from '../support/rows.ts';

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
    await expect(given.store.configs.publish(world, NOW, refuse)).rejects.toThrow('A ninth skill.');
    expect(await given.store.configs.draft(world)).toEqual(draft);
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

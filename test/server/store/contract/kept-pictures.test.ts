import { expect, it } from 'vitest';
import { keptPictureQueries } from '../../../../src/server/pictures/kept/queries.ts';
import type { Steps, Value } from '../../../../src/server/store/database.ts';
import type { ImageRow } from '../../../../src/server/store/rows.ts';
import { unique } from '../../../support/server.ts';
import { earn, hatch } from '../support/commands.ts';
import { onEachDatabase, type Given } from '../support/each-database.ts';
import { newSeat, newWorld } from '../support/rows.ts';

const NOW = 1_000;
const MANY = 100;
const image = (hash: string): ImageRow => ({ hash, svg: `<svg>${hash}</svg>`, created_at: NOW });

onEachDatabase('pictures of buddies', (given) => {
  async function buddy() {
    const [world, seat] = [newWorld(), newSeat()];
    await given.store.change(earn(world, seat, 1));
    const { buddy_id } = await hatch(given.store, world, seat);
    return { world, user_id: seat.user_id, buddy_id };
  }
  const hashes = (count: number) => Array.from({ length: count }, () => unique('hash'));
  const put = (buddy_id: string, shown: string[]) => given.store.pictures.put([{ buddy_id, rows: shown.map(image) }]);
  const there = (all: string[]) => whichAre(given, all);

  it('go when they were replaced long enough ago', async () => {
    const { pictures } = given.store;
    const { buddy_id } = await buddy();
    const [before, after] = hashes(2) as [string, string];
    await put(buddy_id, [before]);
    await put(buddy_id, [after]);
    await pictures.replaced(buddy_id, [after], NOW, MANY);
    await pictures.sweep(NOW, MANY);
    expect(await there([before, after])).toEqual([before, after]);
    await pictures.sweep(NOW + 1, MANY);
    expect(await there([before, after])).toEqual([after]);
    await pictures.sweep(NOW * 1e9, MANY);
    expect(await there([after])).toEqual([after]);
  });

  it('stay while another buddy shows the same', async () => {
    const { pictures } = given.store;
    const [ada, bob] = [await buddy(), await buddy()];
    const [shared] = hashes(1) as [string];
    await put(ada.buddy_id, [shared]);
    await put(bob.buddy_id, [shared]);
    await pictures.replaced(ada.buddy_id, [], NOW, 0);
    expect(await there([shared])).toEqual([shared]);
    await pictures.replaced(bob.buddy_id, [], NOW, 0);
    expect(await there([shared])).toEqual([]);
  });

  it('are sent to the database once, however many look the same', async () => {
    const { database } = given.store;
    const sent: Value[] = [];
    function* noted<T>(steps: Steps<T>): Steps<T> {
      let step = steps.next();
      while (!step.done) {
        sent.push(...step.value.values);
        step = steps.next(yield step.value);
      }
      return step.value;
    }
    const pictures = keptPictureQueries({
      ...database,
      transaction: (steps) => database.transaction(() => noted(steps())),
    });
    const [ada, bob] = [await buddy(), await buddy()];
    const [shared, own] = hashes(2) as [string, string];
    await pictures.put([{ buddy_id: ada.buddy_id, rows: [image(shared)] }]);
    await pictures.put([{ buddy_id: bob.buddy_id, rows: [image(shared), image(own)] }]);
    const svgs = sent.filter((value) => typeof value === 'string' && value.startsWith('<svg>'));
    expect(svgs).toEqual([image(shared).svg, image(own).svg]);
    await pictures.replaced(ada.buddy_id, [], NOW, 0);
    expect(await there([shared, own])).toEqual([shared, own]);
  });

  it('are so many of each buddy at most: the last ones', async () => {
    const { pictures } = given.store;
    const { buddy_id } = await buddy();
    const looks = hashes(10);
    for (const [at, look] of looks.entries()) {
      await put(buddy_id, [look]);
      await pictures.replaced(buddy_id, [look], NOW + at, 3);
    }
    expect(await there(looks)).toEqual(looks.slice(-4));
  });

  it('count as shown again when they are', async () => {
    const { pictures } = given.store;
    const { buddy_id } = await buddy();
    const [one, two] = hashes(2) as [string, string];
    for (const look of [one, two, one]) {
      await put(buddy_id, [look]);
      await pictures.replaced(buddy_id, [look], NOW, MANY);
    }
    await pictures.sweep(NOW + 1, MANY);
    expect(await there([one, two])).toEqual([one]);
  });

  it('go with an erased user', async () => {
    const [ada, bob] = [await buddy(), await buddy()];
    const [own, old, shared] = hashes(3) as [string, string, string];
    await put(ada.buddy_id, [own, old, shared]);
    await put(bob.buddy_id, [shared]);
    await given.store.pictures.replaced(ada.buddy_id, [own, shared], NOW, MANY);
    expect(await given.store.users.erase(ada.world, ada.user_id, (text) => text, NOW)).toBe(true);
    expect(await there([own, old, shared])).toEqual([shared]);
  });

  it('are never lost to a removal at the same time', async () => {
    const { pictures } = given.store;
    const buddies = await Promise.all(Array.from({ length: 8 }, buddy));
    for (let round = 0; round < 25; round++) {
      const looks = hashes(3);
      await put(buddies[0]!.buddy_id, looks);
      await Promise.all([
        pictures.replaced(buddies[0]!.buddy_id, [], NOW, 0),
        ...buddies.slice(1).map(({ buddy_id }) => put(buddy_id, looks.toReversed())),
      ]);
      expect(await there(looks)).toEqual(looks);
    }
  });
});

async function whichAre(given: Given, all: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const hash of all) if (await given.store.images.get(hash)) found.push(hash);
  return found;
}

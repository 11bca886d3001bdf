import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { BUILTIN_ITEM_NAMES, BUILTIN_ITEMS, MOODS, SPECIES, STAGE_NUMBERS } from '../../src/contract/buddy/art.ts';
import { compose, itemThumbnail } from '../../src/art/index.ts';
import { wearing } from './pictures.ts';

// A changed hash is a changed picture: look at the contact sheet, then `npx vitest run test/art -u`.

const hash = (svg: string) => createHash('sha256').update(svg).digest('hex').slice(0, 16);

test('every creature keeps its picture', () => {
  const hashes = SPECIES.flatMap((species) =>
    STAGE_NUMBERS.flatMap((stage) =>
      MOODS.map(
        (mood) => `${species} ${stage} ${mood} ${hash(compose({ kind: 'buddy', species, stage, mood, items: [] }))}`,
      ),
    ),
  );
  expect(hashes).toMatchSnapshot();
});

test('every item keeps its picture, worn and on a shop card', () => {
  const hashes = BUILTIN_ITEM_NAMES.map((name) => {
    const worn = SPECIES.map((species) =>
      compose({ kind: 'buddy', species, stage: 3, mood: 'calm', items: wearing(name) }),
    ).join('');
    return `${name} ${hash(worn)} ${hash(itemThumbnail({ builtin: name }, BUILTIN_ITEMS[name]))}`;
  });
  expect(hashes).toMatchSnapshot();
});

test('every egg keeps its picture', () => {
  const hashes = SPECIES.flatMap((species) =>
    (['waiting', 'ready', 'cracking'] as const).map(
      (status) => `${species} ${status} ${hash(compose({ kind: 'egg', species, status }))}`,
    ),
  );
  expect(hashes).toMatchSnapshot();
});

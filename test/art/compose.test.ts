import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  type BuiltinItem,
  CATEGORIES,
  CATEGORY_DEPTH,
  type Category,
  MOODS,
  SPECIES,
  STAGE_NUMBERS,
} from '../../src/contract/buddy/art.ts';
import {
  type BuddyPicture,
  compose,
  composeParts,
  composeScene,
  itemThumbnail,
  type PictureItem,
} from '../../src/art/index.ts';
import { layersOf } from '../../src/art/layers.ts';
import { OWN_PNG, OWN_SVG, piecesOf, wearing } from './pictures.ts';
import { check } from './sound.ts';
import { every, parseXml } from './xml.ts';

/** One of each category, but any number of accessories. */
const onePerPlace = (name: BuiltinItem) => (BUILTIN_ITEMS[name] === 'accessory' ? name : BUILTIN_ITEMS[name]);

const anyPicture: fc.Arbitrary<BuddyPicture> = fc.record({
  kind: fc.constant('buddy' as const),
  species: fc.constantFrom(...SPECIES),
  stage: fc.constantFrom(...STAGE_NUMBERS),
  mood: fc.constantFrom(...MOODS),
  items: fc
    .uniqueArray(fc.constantFrom(...BUILTIN_ITEM_NAMES), { maxLength: 4, selector: onePerPlace })
    .map((names) => wearing(...names)),
});

describe('any picture', () => {
  test('is well formed, self-contained and small', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const svg = compose(picture);
        check(svg);
        expect(gzipSync(svg).length).toBeLessThan(12 * 1024);
      }),
      { numRuns: 300 },
    );
  });

  test('is the same bytes again, in whatever order the items come', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        expect(compose({ ...picture, items: picture.items.toReversed() })).toBe(compose(structuredClone(picture)));
      }),
      { numRuns: 150 },
    );
  });

  test('has no empty layer, and its items by category, then by key', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const layers = layersOf(picture);
        for (const layer of layers) expect(layer.markup, layer.name).not.toBe('');
        const depths = layers
          .filter(({ name }) => name in CATEGORY_DEPTH)
          .map(({ name }) => CATEGORY_DEPTH[name as Category]);
        expect(depths).toEqual(depths.toSorted((a, b) => a - b));
        const worn = picture.items.filter(({ category }) => category !== 'background');
        expect(depths).toHaveLength(worn.length);
      }),
      { numRuns: 200 },
    );
  });
});

test('the heaviest four items stay under 12 kB gzip on everybody', () => {
  const heaviest = CATEGORIES.map((category) => {
    const sized = piecesOf(category).map((name) => ({
      name,
      size: compose({ kind: 'buddy', species: 'dragon', stage: 5, mood: 'proud', items: wearing(name) }).length,
    }));
    return sized.sort((a, b) => b.size - a.size)[0]!;
  });
  const four = heaviest
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 4)
    .map(({ name }) => name);
  for (const species of SPECIES) {
    for (const stage of STAGE_NUMBERS) {
      for (const mood of MOODS) {
        for (let count = 0; count <= 4; count++) {
          const svg = compose({ kind: 'buddy', species, stage, mood, items: wearing(...four.slice(0, count)) });
          expect(gzipSync(svg).length, `${species} ${stage} ${mood} ${count}`).toBeLessThan(12 * 1024);
        }
      }
    }
  }
});

test('eggs and shop cards are sound documents too', () => {
  for (const species of SPECIES)
    for (const status of ['waiting', 'ready', 'cracking'] as const) check(compose({ kind: 'egg', species, status }));
  for (const name of BUILTIN_ITEM_NAMES) check(itemThumbnail({ builtin: name }, BUILTIN_ITEMS[name]));
  for (const category of CATEGORIES) check(itemThumbnail(OWN_PNG, category));
});

test('nothing moves: a picture that animates is drawn anew for every frame, even under reduced motion', () => {
  const documents = SPECIES.flatMap((species) => [
    ...MOODS.map((mood) => compose({ kind: 'buddy', species, stage: 5, mood, items: wearing('shooting_star') })),
    ...(['waiting', 'ready', 'cracking'] as const).map((status) => compose({ kind: 'egg', species, status })),
  ]);
  for (const svg of documents) expect(svg).not.toMatch(/<style|<animate|style=|class=/);
});

describe('a workspace’s own art', () => {
  const items: PictureItem[] = CATEGORIES.map((category) => ({
    item_id: `item_${category}`,
    category,
    label: category,
    art: OWN_SVG,
  }));
  const buddy = (over: Partial<BuddyPicture>): BuddyPicture => ({
    kind: 'buddy',
    species: 'owl',
    stage: 2,
    mood: 'calm',
    items: [],
    ...over,
  });

  test('is placed by the anchor of its category', () => {
    const svg = compose(buddy({ items }));
    check(svg);
    const images = [...every(parseXml(svg))].filter(({ name }) => name === 'image');
    expect(images).toHaveLength(8);
    expect(images.filter(({ attributes }) => attributes['width'] === '512')).toHaveLength(1);
  });

  test('covers the canvas on a stage picture of one’s own, in category order', () => {
    const svg = compose(buddy({ items, stageArt: OWN_PNG }));
    check(svg);
    const images = [...every(parseXml(svg))].filter(({ name }) => name === 'image');
    expect(images).toHaveLength(9);
    for (const { attributes } of images)
      expect(attributes).toMatchObject({ x: '0', y: '0', width: '512', height: '512' });
    expect(svg).not.toContain('<clipPath');
  });

  test('has no parts: the figure is the whole picture', () => {
    const picture = buddy({ items, stageArt: OWN_PNG });
    expect(composeParts(picture)).toEqual({
      scene: null,
      figure: compose(picture),
      face: null,
      blink: null,
      poses: null,
    });
  });

  test('fills the scene as a background', () => {
    const [scene] = [...every(parseXml(composeScene(items)))].filter(({ name }) => name === 'image');
    expect(scene?.attributes).toMatchObject({ width: '1024', height: '640', preserveAspectRatio: 'xMidYMid slice' });
  });

  test('takes built-in items as well', () =>
    check(compose(buddy({ stageArt: OWN_PNG, items: wearing('cowboy_hat', 'hero_cape') }))));

  test('cannot break out of its attribute', () => {
    const hostile = { asset: { media_type: 'image/png' as const, base64: '"/><script>alert(1)</script>' } };
    const svg = compose(buddy({ items: [{ item_id: 'x', category: 'head', label: '"><script>', art: hostile }] }));
    check(svg);
    expect(svg).not.toContain('<script');
  });
});

test('two items that share a drawing are drawn once', () => {
  const twice = [...wearing('daisy'), { ...wearing('daisy')[0]!, item_id: 'item_other' }];
  check(compose({ kind: 'buddy', species: 'owl', stage: 1, mood: 'calm', items: twice }));
});

test('thirty items, some in every category', () => {
  expect(BUILTIN_ITEM_NAMES).toHaveLength(30);
  for (const category of CATEGORIES) expect(piecesOf(category).length, category).toBeGreaterThan(2);
});

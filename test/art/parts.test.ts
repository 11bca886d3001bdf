import { gzipSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  CATEGORIES,
  MOODS,
  POSES,
  SPECIES,
  STAGE_NUMBERS,
} from '../../src/contract/buddy/art.ts';
import {
  type BuddyPicture,
  composeBlink,
  composeFace,
  composeFigure,
  composeParts,
  composeScene,
  composeSilhouette,
  itemSilhouette,
} from '../../src/art/index.ts';
import { check } from './sound.ts';
import { piecesOf, wearing } from './pictures.ts';

const buddy = (over: Partial<BuddyPicture> = {}): BuddyPicture => ({
  kind: 'buddy',
  species: 'owl',
  stage: 3,
  mood: 'calm',
  items: [],
  ...over,
});

const SCENE = { width: '1024', height: '640' };

/** The picture as RGBA bytes; `pixels` of the rasteriser is a copy at every access. */
function pixels(svg: string, wide: number): { width: number; height: number; rgba: Uint8Array } {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: wide } }).render();
  const { width, height, pixels: rgba } = image;
  return { width, height, rgba };
}

const alphas = ({ rgba }: { rgba: Uint8Array }) => rgba.filter((_, at) => at % 4 === 3);

describe('scene', () => {
  test.each(piecesOf('background'))('%s is sound, small and fills every pixel', (name) => {
    const svg = composeScene(wearing(name));
    check(svg, SCENE);
    expect(gzipSync(svg).length).toBeLessThan(6 * 1024);
    const image = pixels(svg, 256);
    expect(image.height).toBe(160);
    expect(Math.min(...alphas(image))).toBe(255);
  });

  test('of who owns none lets the colour behind it through everywhere', () => {
    const svg = composeScene([]);
    check(svg, SCENE);
    expect(Math.max(...alphas(pixels(svg, 128)))).toBeLessThan(250);
  });
});

describe('figure', () => {
  test('stands on nothing, whatever lies behind', () => {
    const items = wearing('sunny_meadow', 'scarf');
    expect(composeFigure(buddy({ items }))).toBe(composeFigure(buddy({ items: wearing('scarf') })));
  });

  test.each(SPECIES)('%s: every pose at every stage is sound, small and unlike the others', (species) => {
    for (const stage of STAGE_NUMBERS) {
      const picture = buddy({ species, stage, items: wearing('golden_trophy', 'knight_armor', 'rocket_boots') });
      const drawn = [composeFigure(picture), ...POSES.map((pose) => composeFigure(picture, pose))];
      for (const svg of drawn) {
        check(svg);
        expect(gzipSync(svg).length).toBeLessThan(12 * 1024);
      }
      expect(new Set(drawn).size).toBe(drawn.length);
    }
  });

  test('looks elsewhere for each category', () => {
    expect(new Set(CATEGORIES.map((category) => composeFigure(buddy(), 'look', category))).size).toBe(
      CATEGORIES.length,
    );
  });
});

test('a face is a square of its own', () => {
  for (const species of SPECIES) {
    for (const mood of MOODS) {
      const svg = composeFace(buddy({ species, mood, items: wearing('beanie', 'scarf') }));
      check(svg);
      const { width, height } = pixels(svg, 44);
      expect([width, height]).toEqual([44, 44]);
    }
  }
});

describe('blink', () => {
  test.each(SPECIES)('%s closes the eyes and changes nothing else', (species) => {
    for (const stage of STAGE_NUMBERS) {
      const blink = composeBlink(buddy({ species, stage }))!;
      check(blink);
      const covered = alphas(pixels(blink, 256)).filter((alpha) => alpha > 0);
      expect(covered.length).toBeGreaterThan(300);
      expect(covered.length).toBeLessThan((256 * 256) / 12);
    }
  });

  test('is not there where no open eye is to be seen', () => {
    expect(composeBlink(buddy({ mood: 'sleepy' }))).toBeNull();
    expect(composeBlink(buddy({ mood: 'proud' }))).toBeNull();
    expect(composeBlink(buddy({ items: wearing('sunglasses') }))).toBeNull();
    expect(composeBlink(buddy({ items: wearing('round_glasses') }))).not.toBeNull();
  });
});

test('the parts are what the single calls draw', () => {
  const picture = buddy({ items: wearing('seaside', 'beanie') });
  expect(composeParts(picture)).toEqual({
    scene: composeScene(picture.items),
    figure: composeFigure(picture),
    face: composeFace(picture),
    blink: composeBlink(picture),
    poses: {
      wave: composeFigure(picture, 'wave'),
      look: composeFigure(picture, 'look'),
      laugh: composeFigure(picture, 'laugh'),
    },
  });
});

test('a silhouette has one colour', () => {
  const all = [
    composeSilhouette(buddy({ species: 'dragon', stage: 5 })),
    ...BUILTIN_ITEM_NAMES.map((name) => itemSilhouette({ builtin: name }, BUILTIN_ITEMS[name])),
  ];
  for (const svg of all) {
    check(svg);
    const { rgba } = pixels(svg, 96);
    const ink = [0x2b, 0x24, 0x40];
    const solid = rgba.filter((_, at) => rgba[at - (at % 4) + 3]! > 250);
    expect(solid.length).toBeGreaterThan(200);
    expect(solid.every((value, at) => at % 4 === 3 || Math.abs(value - ink[at % 4]!) <= 2)).toBe(true);
  }
});

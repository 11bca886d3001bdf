import { describe, expect, test } from 'vitest';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_LABELS,
  BUILTIN_ITEMS,
  CANVAS,
  CATEGORIES,
  MOODS,
  PLAIN_PIECE,
  RARITIES,
  SPECIES,
  STAGE_NUMBERS,
} from '../../src/contract/buddy/art.ts';
import { CREATURES } from '../../src/art/creatures/index.ts';
import { boxOf } from '../../src/art/body/place.ts';
import { bounds, ellipsePath, roundRect } from '../../src/art/pen/shape.ts';

describe.each(SPECIES)('%s', (species) => {
  test.each(STAGE_NUMBERS)('stage %i: every anchor is inside the canvas', (stage) => {
    for (const mood of MOODS) {
      for (const holding of [false, true]) {
        const rig = CREATURES[species].rig(stage, mood, { holding });
        for (const category of CATEGORIES) {
          const { x, y, w, h, space } = boxOf(rig, category);
          const [dx, dy] = space === 'head' ? [rig.head.x, rig.head.y] : [0, 0];
          expect(w, category).toBeGreaterThan(20);
          expect(h, category).toBeGreaterThan(12);
          expect(x + dx, category).toBeGreaterThanOrEqual(0);
          expect(y + dy, category).toBeGreaterThanOrEqual(0);
          expect(x + dx + w, category).toBeLessThanOrEqual(CANVAS);
          expect(y + dy + h, category).toBeLessThanOrEqual(CANVAS);
        }
      }
    }
  });

  test('grows at every stage, and stands on the same ground', () => {
    const rigs = STAGE_NUMBERS.map((stage) => CREATURES[species].rig(stage, 'calm', {}));
    const heights = rigs.map(({ head, torso }) => torso.bottom - (head.y - head.h / 2));
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(new Set(heights).size).toBe(5);
    expect(new Set(rigs.map(({ feet }) => feet.y)).size).toBe(1);
  });
});

test('the catalogue is complete: plain pieces, labels, rarities', () => {
  for (const category of CATEGORIES) expect(BUILTIN_ITEMS[PLAIN_PIECE[category]]).toBe(category);
  for (const name of BUILTIN_ITEM_NAMES) {
    expect(BUILTIN_LABELS[name].label).not.toBe('');
    expect(BUILTIN_LABELS[name].description).not.toBe('');
  }
  expect(new Set(BUILTIN_ITEM_NAMES.map((name) => BUILTIN_LABELS[name].rarity))).toEqual(new Set(RARITIES));
});

test('bounds read absolute paths and refuse others', () => {
  expect(bounds(ellipsePath(50, 40, 10, 20))).toEqual({ left: 40, top: 20, right: 60, bottom: 60 });
  expect(bounds(roundRect(1, 2, 30, 40, 5))).toEqual({ left: 1, top: 2, right: 31, bottom: 42 });
  expect(() => bounds('M0 0h10v10z')).toThrow('not a plain absolute path');
});

import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  MOODS,
  SPECIES,
  STAGE_NUMBERS,
  type BuiltinItem,
} from '../../src/contract/buddy/art.ts';
import { compose, composeFigure } from '../../src/art/index.ts';
import { wearing } from './pictures.ts';
import { check } from './sound.ts';

const POSES = ([1, 3, 5] as const).flatMap((stage) => (['calm', 'proud'] as const).map((mood) => ({ stage, mood })));

/** Draws each item on each species, in those of the stages or poses that `wanted` chooses by their index. */
export function judgeOutfits(wanted: (item: number, species: number, index: number) => boolean): void {
  const chosen = <T>(all: readonly T[], name: BuiltinItem, species: number): T[] =>
    all.filter((_, index) => wanted(BUILTIN_ITEM_NAMES.indexOf(name), species, index));

  describe.each(SPECIES.map((species, index) => [species, index] as const))('%s', (species, number) => {
    test('with every item is a sound document that the rasteriser draws', () => {
      for (const name of BUILTIN_ITEM_NAMES) {
        for (const stage of chosen(STAGE_NUMBERS, name, number)) {
          const svg = compose({ kind: 'buddy', species, stage, mood: MOODS[stage % 3]!, items: wearing(name) });
          check(svg);
          expect(new Resvg(svg, { fitTo: { mode: 'width', value: 48 } }).render().width).toBe(48);
        }
      }
    });

    test.each(BUILTIN_ITEM_NAMES.filter((name) => BUILTIN_ITEMS[name] !== 'background'))(
      'nothing runs off the canvas with %s',
      (name) => {
        const poses = chosen(POSES, name, number);
        expect(poses).not.toEqual([]);
        for (const { stage, mood } of poses) {
          const picture = { kind: 'buddy', species, stage, mood, items: wearing(name) } as const;
          expect(inkOnBorder(compose(picture)), `stage ${stage} ${mood}`).toBe(0);
          expect(inkOnBorder(composeFigure(picture)), `figure, stage ${stage} ${mood}`).toBe(0);
        }
      },
    );
  });
}

/** Visible pixels on the outermost ring, at a quarter of the size. */
function inkOnBorder(svg: string): number {
  const side = 128;
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: side } }).render();
  let count = 0;
  for (let i = 0; i < side; i++) {
    for (const at of [i, (side - 1) * side + i, i * side, i * side + side - 1]) if (pixels[at * 4 + 3]! > 40) count++;
  }
  return count;
}

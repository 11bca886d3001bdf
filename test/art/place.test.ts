import { expect, test } from 'vitest';
import { type BuddyPicture, compose, type Placement } from '../../src/art/index.ts';
import { layersOf } from '../../src/art/layers.ts';
import { OWN_PNG, wearing } from './pictures.ts';
import { check } from './sound.ts';

const dressed = (place?: Placement, over: Partial<BuddyPicture> = {}): BuddyPicture => ({
  kind: 'buddy',
  species: 'owl',
  stage: 3,
  mood: 'calm',
  items: [{ ...wearing('scarf')[0]!, ...(place && { place }) }],
  ...over,
});
const scarf = (picture: BuddyPicture) => layersOf(picture).find(({ name }) => name === 'neck')!.markup;

test('an item is moved and scaled about its own middle', () => {
  const plain = scarf(dressed());
  expect(scarf(dressed({ x: 12, y: -4 }))).toBe(`<g transform="translate(12 -4)">${plain}</g>`);
  expect(scarf(dressed({ scale: 1.25 }))).toMatch(
    /^<g transform="translate\(0 0\) translate\(.+\) scale\(1\.25\) translate\(-/,
  );
  expect(scarf(dressed({}))).toBe(plain);
  check(compose(dressed({ x: 9.5, y: 3, scale: 0.5, layer: 85 })));
});

test('another layer lays it before or behind', () => {
  const order = (place?: Placement) => layersOf(dressed(place)).map(({ name }) => name);
  expect(order().indexOf('neck')).toBeLessThan(order().indexOf('creature-head'));
  expect(order({ layer: 65 }).indexOf('neck')).toBeGreaterThan(order({ layer: 65 }).indexOf('creature-head'));
  expect(order({ layer: 5 }).indexOf('neck')).toBeLessThan(order({ layer: 5 }).indexOf('creature-torso'));
});

test('own stage art is moved, and lies among the items by its layer', () => {
  const own = dressed(undefined, { stageArt: OWN_PNG, stagePlace: { y: 20, layer: 60 } });
  const layers = layersOf(own);
  expect(layers.map(({ name }) => name)).toEqual(['neck', 'creature-torso']);
  expect(layers[1]!.markup).toMatch(/^<g transform="translate\(0 20\)"><image /);
});

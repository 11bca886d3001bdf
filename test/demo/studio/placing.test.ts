import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedPlaces,
  configurationOf,
  lookAt,
  NO_ART,
  type OwnArt,
  placeAt,
  REACHES,
  SPOTS,
} from '../../../demo/studio/art/placing.ts';
import { compose, pictureOf } from '../../../src/art/index.ts';
import { configuration } from '../../../src/contract/configuration/configuration.ts';
import { LIMITS } from '../../../src/contract/limits.ts';

const picture = {
  name: 'hat.svg',
  asset: { media_type: 'image/svg+xml' as const, base64: btoa('<svg/>') },
  width: 200,
  height: 120,
};
const hat: OwnArt = { ...NO_ART, item: picture };
const right = (by: number) => (place: { x?: number | undefined }) => ({ ...place, x: (place.x ?? 0) + by });
const [dragon, owl] = [{ species: 'dragon', stage: 3 } as const, { species: 'owl', stage: 2 } as const];
const ID = 'ast_01k8z3n5t7v9x1b3d5f7h9k1m3';

describe('a change of place', () => {
  test('counts as far as it reaches', () => {
    const xs = (art: OwnArt) => SPOTS.map((spot) => placeAt(art, spot).x ?? 0);
    expect(xs(changedPlaces(hat, owl, 'everywhere', right(7)))).toEqual(SPOTS.map(() => 7));
    for (const [reach, counts] of [
      ['species', ({ species }) => species === 'owl'],
      ['stage', ({ stage }) => stage === 2],
      ['only here', ({ species, stage }) => species === 'owl' && stage === 2],
    ] as [(typeof REACHES)[number], (spot: (typeof SPOTS)[number]) => boolean][]) {
      const art = changedPlaces(hat, owl, reach, right(7));
      expect(xs(art)).toEqual(SPOTS.map((spot) => (counts(spot) ? 7 : 0)));
    }
  });

  test('keeps what was set apart within it', () => {
    const apart = changedPlaces(hat, owl, 'only here', right(7));
    const both = changedPlaces(apart, dragon, 'everywhere', right(10));
    expect([placeAt(both, owl).x, placeAt(both, dragon).x]).toEqual([17, 10]);
  });

  test('is seen where it is made, and says what the contract takes, whatever came before', () => {
    const change = fc.record({
      spot: fc.constantFrom(...SPOTS),
      reach: fc.constantFrom(...REACHES),
      x: fc.integer({ min: -600, max: 600 }),
      scale: fc.double({ min: 0.01, max: 9, noNaN: true }),
      layer: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        let art = hat;
        for (const { spot, reach, ...place } of changes) {
          art = changedPlaces(art, spot, reach, () => place);
          const [least, most] = [-512, 512];
          expect(placeAt(art, spot).x ?? 0).toBe(Math.max(least, Math.min(most, place.x)));
          expect(placeAt(art, spot).layer).toBe(place.layer);
        }
        expect(art.places.item.length).toBeLessThanOrEqual(LIMITS.places);
        const document = configurationOf(art, () => ID);
        expect(configuration.safeParse(document).error).toBeUndefined();
      }),
    );
  });
});

test('an item that lies as it comes needs no place', () => {
  const { items } = configurationOf(hat, () => ID);
  expect(items).toMatchObject([{ key: 'my_item', label: 'hat', category: 'head', art: { asset_id: ID } }]);
  const back = changedPlaces(changedPlaces(hat, owl, 'everywhere', right(5)), owl, 'everywhere', right(-5));
  expect(configurationOf(back, () => ID)).toEqual({ items });
});

test('a place for everybody is one place, several are a list', () => {
  const moved = changedPlaces(hat, owl, 'everywhere', right(5));
  expect(configurationOf(moved, () => ID).items![0]!.art).toEqual({ asset_id: ID, place: { x: 5 } });
  const apart = changedPlaces(moved, owl, 'species', right(1));
  expect(configurationOf(apart, () => ID).items![0]!.art!.place).toEqual([{ species: 'owl', x: 6 }, { x: 5 }]);
});

test('pictures of stages are a species of their own, each with its place', () => {
  const art: OwnArt = { ...NO_ART, use: 'stage', stages: { 1: picture, 4: picture } };
  const moved = changedPlaces(art, { species: 'owl', stage: 4 }, 'only here', right(9));
  const document = configurationOf(moved, () => ID);
  expect(configuration.safeParse(document).error).toBeUndefined();
  const assets = [
    { stage: 1, asset_id: ID },
    { stage: 4, asset_id: ID, place: { x: 9 } },
  ];
  expect(document.species).toEqual([{ key: 'my_creature', label: 'hat', assets }]);
});

test('what is shown is drawn by the configuration that is written', () => {
  const art = changedPlaces(hat, owl, 'species', right(40));
  const drawn = (spot: typeof owl | typeof dragon) => {
    const { document, look, find } = lookAt(art, spot);
    return compose(pictureOf(document, look, find));
  };
  expect(drawn(owl)).toContain(picture.asset.base64);
  expect(drawn(owl)).toContain('translate(40 0)');
  expect(drawn(dragon)).not.toContain('translate(40 0)');
});

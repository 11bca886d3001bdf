import { expect, it } from 'vitest';
import { languagesOf, plainConfiguration, spokenOf, wantedAmong } from '../../../src/engine/configuration/plain.ts';

const DOCUMENT = {
  badges: [
    { key: 'first', label: { en: 'First', de: 'Erstes' }, description: { en: 'One', fr: 'Un' } },
    { key: 'plain', label: 'As it is', description: null },
  ],
  skills: [{ key: 'reading', label: { 'pt-BR': 'Leitura', en: 'Reading' }, levels: { en: 1 } }],
  hatching: { ready_after: 3 },
} as never;

it('every text by language becomes the one that is wanted; nothing else changes', () => {
  expect(plainConfiguration(DOCUMENT, ['de'])).toEqual({
    badges: [
      { key: 'first', label: 'Erstes', description: 'One' },
      { key: 'plain', label: 'As it is', description: null },
    ],
    skills: [{ key: 'reading', label: 'Reading', levels: { en: 1 } }],
    hatching: { ready_after: 3 },
  });
});

it('an entry without such a text is the same object', () => {
  const plain = plainConfiguration(DOCUMENT, ['de']) as unknown as { badges: unknown[] };
  expect(plain.badges[1]).toBe((DOCUMENT as { badges: unknown[] }).badges[1]);
});

it('the languages of a document are those of its texts, each once, in order', () => {
  expect(languagesOf(DOCUMENT)).toEqual(['en', 'de', 'fr', 'pt-BR']);
  expect(languagesOf({})).toEqual([]);
});

it.each([
  [
    ['de-AT', 'en'],
    ['de', 'en'],
  ],
  [['PT-br-x'], ['pt-br']],
  [['fr', 'fr-CA'], ['fr']],
  [['ja'], []],
  [[], []],
])('of %j there are texts in %j', (wanted, found) => {
  expect(wantedAmong(['en', 'de', 'fr', 'pt-BR'], wanted)).toEqual(found);
});

it('what is spoken is the wanted language; English where no text is by language', () => {
  expect(spokenOf(['en', 'de'], ['de-CH'])).toBe('de');
  expect(spokenOf([], ['de'])).toBe('en');
});

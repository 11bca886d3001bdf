import { expect, it } from 'vitest';
import { languagesIn } from '../../../src/engine/configuration/accept-language.ts';

it.each([
  [undefined, []],
  ['', []],
  ['de', ['de']],
  ['de-AT,de;q=0.9,en;q=0.8', ['de-AT', 'de', 'en']],
  ['en;q=0.2, de;q=0.9 , fr', ['fr', 'de', 'en']],
  // Wanted as much: in the order given.
  ['pt;q=0.5,es;q=0.5,it;q=0.5', ['pt', 'es', 'it']],
  ['de; Q=0.4, fr ; q=0.6', ['fr', 'de']],
  ['de;level=1;q=0.1,fr;q=0.2', ['fr', 'de']],
  ['zh-Hans-CN', ['zh-Hans-CN']],
])('%s', (header, ranges) => {
  expect(languagesIn(header)).toEqual(ranges);
});

it.each([
  ['nothing wanted', 'de;q=0'],
  ['more than whole', 'de;q=1.1'],
  ['no number', 'de;q=much'],
  ['below nothing', 'de;q=-1'],
  ['any language', '*'],
  ['too long a subtag', 'abcdefghi'],
  ['too long a second subtag', 'de-abcdefghi'],
  ['digits first', '1de'],
  ['an empty subtag', 'de-'],
  ['something before', '!de'],
  ['something after', 'de!'],
])('leaves out what is refused: %s', (_what, header) => {
  expect(languagesIn(`${header}, fr;q=0.1`)).toEqual(['fr']);
});

it('takes ten ranges, the most wanted ones', () => {
  const tags = [...'abcdefghijkl'].map((letter) => `${letter}${letter}`);
  const header = tags.map((tag, place) => `${tag};q=${(place + 1) / 100}`).join(',');
  expect(languagesIn(header)).toEqual(tags.toReversed().slice(0, 10));
});

it('reads no header of more than 300 characters', () => {
  const padded = (length: number) => `de${' '.repeat(length - 2)}`;
  expect(languagesIn(padded(300))).toEqual(['de']);
  expect(languagesIn(padded(301))).toEqual([]);
});

it('answers the same list for the same header', () => {
  expect(languagesIn('sv,nb;q=0.5')).toBe(languagesIn('sv,nb;q=0.5'));
});

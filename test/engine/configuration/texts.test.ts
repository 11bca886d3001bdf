import { describe, expect, it } from 'vitest';
import { lookup, textIn } from '../../../src/engine/configuration/texts.ts';

const lesson = { de: 'Lektion', en: 'Lesson', 'pt-BR': 'Lição', 'zh-Hant': '課程' };

describe('a text', () => {
  it('is itself where it has one language only', () => {
    expect(textIn('Lesson', ['de'])).toBe('Lesson');
    expect(textIn('Lesson')).toBe('Lesson');
  });

  it.each<[string[], string]>([
    [['de'], 'Lektion'],
    [['de-AT'], 'Lektion'],
    [['DE-at-1996'], 'Lektion'],
    [['pt-br'], 'Lição'],
    // The lookup makes ranges shorter, never longer.
    [['pt'], 'Lesson'],
    [['zh-Hant-TW'], '課程'],
    [['zh-Hant-x-private'], '課程'],
    [['fr', 'de'], 'Lektion'],
    [['fr-CA', 'pt-BR', 'de'], 'Lição'],
    [['fr'], 'Lesson'],
    [['*'], 'Lesson'],
    [[''], 'Lesson'],
    [[], 'Lesson'],
  ])('for %j is %s', (languages, text) => {
    expect(textIn(lesson, languages)).toBe(text);
  });

  it('is the first where neither what is wanted nor English is there', () => {
    expect(textIn({ ja: 'レッスン', de: 'Lektion' }, ['fr'])).toBe('レッスン');
  });

  it('has no language where it has no text', () => {
    expect(lookup([], ['de'])).toBeUndefined();
  });
});

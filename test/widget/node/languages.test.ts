import { describe, expect, it } from 'vitest';
import { ar } from '../../../src/widget/i18n/spoken/ar.ts';
import { boardEn } from '../../../src/widget/i18n/board.en.ts';
import { eggEn } from '../../../src/widget/i18n/egg.en.ts';
import { statusEn } from '../../../src/widget/i18n/status.en.ts';
import { laterEn } from '../../../src/widget/i18n/later.en.ts';
import { de } from '../../../src/widget/i18n/spoken/de.ts';
import { en } from '../../../src/widget/i18n/en.ts';
import { es } from '../../../src/widget/i18n/spoken/es.ts';
import { fr } from '../../../src/widget/i18n/spoken/fr.ts';
import { ja } from '../../../src/widget/i18n/spoken/ja.ts';
import { pt } from '../../../src/widget/i18n/spoken/pt.ts';
import { zh } from '../../../src/widget/i18n/spoken/zh.ts';
import { marketEn } from '../../../src/widget/i18n/market.en.ts';
import { Strings, stringsFor } from '../../../src/widget/i18n/strings.ts';
import type { Sentence } from '../../../src/widget/i18n/sentence.ts';
import { left, until } from '../../../src/widget/i18n/times.ts';
import { tr } from '../../../src/widget/i18n/spoken/tr.ts';

const english = { ...en, ...boardEn, ...eggEn, ...laterEn, ...marketEn, ...statusEn } as Record<string, Sentence>;
const forms = (sentence: Sentence) => (typeof sentence === 'string' ? [sentence] : Object.values(sentence));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

describe.each(Object.entries({ ar, de, es, fr, ja, pt, tr, zh }))('%s', (_, dictionary) => {
  it('says everything that English says', () => {
    expect(Object.keys(dictionary).sort()).toEqual(Object.keys(english).sort());
  });

  it('names the same things in its sentences', () => {
    for (const [key, sentence] of Object.entries(dictionary)) {
      const known = new Set(forms(english[key]!).flatMap(placeholders));
      const used = new Set(forms(sentence).flatMap(placeholders));
      expect([...used].sort(), key).toEqual([...known].sort());
    }
  });
});

describe('Strings', () => {
  it('choose the form that the language has for a number', () => {
    const arabic = new Strings('ar', ar);
    const said = [0, 1, 2, 3, 11, 100].map((n) => arabic.t('daily', { n }));
    expect(new Set(said).size).toBe(6);
    expect(new Strings('en', { ...en, ...laterEn }).t('daily', { n: 1 })).toBe('1 day');
  });

  it('count down to the minute and never say later than it is', () => {
    const strings = new Strings('en', en);
    const minute = 60_000;
    expect([0, 1, 59, 60, 119, 1439, 1440, 2879].map((minutes) => until(minutes * minute, strings))).toEqual([
      'in 1 minute',
      'in 1 minute',
      'in 59 minutes',
      'in 1 hour',
      'in 1 hour',
      'in 23 hours',
      'in 1 day',
      'in 1 day',
    ]);
  });

  it('count down in short, where there is little room', () => {
    const hour = 3_600_000;
    const said = (lang: string) => [0.5, 11, 49].map((hours) => left(hours * hour, new Strings(lang, en)));
    expect(said('en')).toEqual(['30m', '11h', '2d']);
    expect(said('ja')).toEqual(['30m', '11h', '2d']);
    expect(said('zh')).toEqual(['30分钟', '11小时', '2天']);
  });

  it('shorten only numbers that would not fit', () => {
    const strings = new Strings('de', de);
    expect([strings.number(99_999, true), strings.number(1_250_000, true), strings.number(1_250_000)]).toEqual([
      '99.999',
      '1,3\u00a0Mio.',
      '1.250.000',
    ]);
  });

  it('are English for a language that is not there, whatever its case', async () => {
    expect((await stringsFor('nl')).t('shop')).toBe('Shop');
    expect((await stringsFor('nl-BE', { shop: 'Winkel' })).t('shop')).toBe('Winkel');
    expect((await stringsFor('pt-BR')).t('shop')).toBe('Loja');
    expect((await stringsFor('zh-Hans-CN')).t('shop')).toBe('商店');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/widget/i18n/en.ts';
import { Strings } from '../../../src/widget/i18n/strings.ts';
import { until } from '../../../src/widget/i18n/times.ts';

describe.each(['en', 'en-US', 'en-GB'])('%s, put together by hand, reads as Intl would write it:', (lang) => {
  const strings = new Strings(lang, en);

  it('numbers', () => {
    const numbers = new Intl.NumberFormat(lang);
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(strings.number(value)).toBe(numbers.format(value));
      }),
    );
  });

  it('times that are left', () => {
    const times = new Intl.RelativeTimeFormat(lang);
    for (let n = 1; n < 60; n++) {
      expect(until(n * 60_000, strings)).toBe(times.format(n, 'minute'));
      if (n < 24) expect(until(n * 3_600_000, strings)).toBe(times.format(n, 'hour'));
      expect(until(n * 86_400_000, strings)).toBe(times.format(n, 'day'));
    }
  });

  it('plural forms', () => {
    const plurals = new Intl.PluralRules(lang);
    for (let n = 0; n < 200; n++)
      expect(strings.t('coins', { n })).toBe(en.coins[plurals.select(n) as 'one' | 'other'].replace('{n}', `${n}`));
  });
});

describe('other ways to write', () => {
  it.each([
    ['en-IN', '12,34,567'],
    ['de', '1.234.567'],
    ['fr', '1\u202f234\u202f567'],
    ['ar-EG', '١٬٢٣٤٬٥٦٧'],
  ])('%s groups digits in its own way', (lang, written) => {
    expect(new Strings(lang, en).number(1_234_567)).toBe(written);
  });
});

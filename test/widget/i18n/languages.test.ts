import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { attach, create, mount, part, parts, serve, textOf, until } from '../../support/widget/page.ts';

/** Where the first and the last letter of a text stand. */
function ends(element: Element): { first: number; last: number } {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = walker.nextNode();
  while (!text!.textContent!.trim()) text = walker.nextNode();
  const at = (offset: number) => {
    const range = document.createRange();
    range.setStart(text!, offset);
    range.setEnd(text!, offset + 1);
    return range.getBoundingClientRect().left;
  };
  return { first: at(0), last: at(text!.textContent!.length - 1) };
}

describe('languages', () => {
  for (const [lang, shop, days] of [
    ['de', 'Laden', '6 Tage'],
    ['fr', 'Boutique', '6 jours'],
    ['es', 'Tienda', '6 días'],
    ['tr', 'Mağaza', '6 gün'],
    ['ar', 'المتجر', '6 أيام'],
    ['ja', 'ショップ', '6日'],
    ['pt-BR', 'Loja', '6 dias'],
    ['zh-Hans', '商店', '6 天'],
  ]) {
    it(`speaks ${lang}`, async () => {
      serve();
      const element = await mount({ lang: lang! });
      assert.equal(textOf(part(element, 'market-button')), shop);
      assert.equal(textOf(parts(element, 'streak')[0]!.querySelector('b')!).replace('٦', '6'), days);
    });
  }

  it('takes the language of the closest ancestor', async () => {
    serve();
    const article = document.createElement('article');
    article.lang = 'de-AT';
    document.body.append(article);
    const element = create();
    await attach(element, article);
    await until(() => element.shadowRoot!.querySelector('.who'));
    assert.equal(textOf(part(element, 'market-button')), 'Laden');
  });

  it('changes with its attribute', async () => {
    serve();
    const element = await mount({ lang: 'de' });
    element.lang = 'fr';
    await until(() => textOf(part(element, 'market-button')) === 'Boutique');
  });

  it('is English where it does not know the language', async () => {
    serve();
    for (const lang of ['nl', 'not a language', '']) {
      const element = await mount({ lang });
      assert.equal(textOf(part(element, 'market-button')), 'Shop');
    }
  });

  it('takes texts of the page', async () => {
    serve();
    const element = create({ lang: 'de' });
    element.strings = { shop: 'Basar', daily: { one: '{n} Tägchen', other: '{n} Tägchen' } };
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('[part=streak]'));
    assert.equal(textOf(part(element, 'market-button')), 'Basar');
    assert.equal(textOf(parts(element, 'streak')[0]!.querySelector('b')!), '6 Tägchen');
  });

  it('reads from right to left where the page does', async () => {
    serve();
    const element = await mount({ lang: 'ar', dir: 'rtl' });
    const icon = parts(element, 'skill')[0]!.querySelector('.icon')!.getBoundingClientRect();
    const label = parts(element, 'skill')[0]!.querySelector('.label')!.getBoundingClientRect();
    assert.isAbove(icon.left, label.left);
  });

  for (const [lang, dir, way] of [
    ['en', 'rtl', 'left to right'],
    ['ar', 'ltr', 'right to left'],
    ['ar', 'rtl', 'right to left'],
  ] as const) {
    it(`puts numbers ${way} in ${lang} on a page that is ${dir}`, async () => {
      serve();
      const element = await mount({ lang, dir, size: 'lg' });
      const count = parts(element, 'streak')[0]!.querySelector('b')!;
      for (const text of [count, part(element, 'badges').querySelector('.heading .soft')!]) {
        const { first, last } = ends(text);
        assert.equal(first < last ? 'left to right' : 'right to left', way, textOf(text));
      }
      const icon = parts(element, 'streak')[0]!.querySelector('.ring')!.getBoundingClientRect();
      const { left, right } = count.getBoundingClientRect();
      assert.approximately(dir === 'ltr' ? left - icon.right : icon.left - right, 6, 0.5);
    });
  }

  it('marks what is worn in the shop where its line begins', async () => {
    for (const [dir, side] of [
      ['ltr', 'left'],
      ['rtl', 'right'],
    ] as const) {
      serve(buddyState({ equipped: [{ item_id: 'scarf', category: 'neck' }] }));
      const element = await mount({ dir });
      await element.openMarket();
      const inside = element.shadowRoot!.querySelector('hatched-market')!.shadowRoot!;
      await until(() => inside.querySelector('.worn .pill'));
      const tick = inside.querySelector('.worn .pill .icon')!.getBoundingClientRect();
      const thumb = inside.querySelector('.worn .thumb')!.getBoundingClientRect();
      assert.equal(Math.abs(tick[side] - thumb[side]), 4, dir);
      element.remove();
    }
  });
});

import { assert } from 'chai';
import { create, mount, next, part, parts, serve, textOf, until } from '../support/widget/page.ts';

describe('languages', () => {
  for (const [lang, shop, days] of [
    ['de', 'Laden', '6 Tage'],
    ['fr', 'Boutique', '6 jours'],
    ['es', 'Tienda', '6 días'],
    ['tr', 'Mağaza', '6 gün'],
    ['ar', 'المتجر', '6 أيام'],
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
    article.append(element);
    await next(element, 'hatched-ready');
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
    for (const lang of ['ja', 'not a language', '']) {
      const element = await mount({ lang });
      assert.equal(textOf(part(element, 'market-button')), 'Shop');
    }
  });

  it('takes texts of the page', async () => {
    serve();
    const element = create({ lang: 'de' });
    element.strings = { shop: 'Basar', daily: { one: '{n} Tägchen', other: '{n} Tägchen' } };
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector('.who'));
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
});

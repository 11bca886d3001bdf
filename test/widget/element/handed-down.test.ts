import { assert } from 'chai';
import { part, serve } from '../../support/widget/page.ts';
import { inside, openShop } from '../../support/widget/shop.ts';

/** What a page may say of its text, and every element in it inherits. */
const HANDED_DOWN: Record<string, string> = {
  'caret-color': 'red',
  cursor: 'wait',
  'font-feature-settings': '"smcp"',
  'font-kerning': 'none',
  'font-size': '40px',
  'font-stretch': 'condensed',
  'font-style': 'italic',
  'font-variant-caps': 'small-caps',
  'font-variant-numeric': 'oldstyle-nums',
  'font-weight': '900',
  hyphens: 'auto',
  'letter-spacing': '9px',
  'line-break': 'anywhere',
  'line-height': '3',
  'overflow-wrap': 'anywhere',
  'pointer-events': 'none',
  'tab-size': '3',
  'text-align': 'end',
  'text-align-last': 'right',
  'text-emphasis-style': 'dot',
  'text-indent': '40px',
  'text-shadow': '1px 1px red',
  'text-transform': 'uppercase',
  'white-space': 'nowrap',
  'word-break': 'break-all',
  'word-spacing': '20px',
  'writing-mode': 'vertical-rl',
  '-webkit-text-fill-color': 'transparent',
  '-webkit-text-stroke-width': '3px',
  '-webkit-user-select': 'none',
};

describe('a page', () => {
  it('may style its text as it likes: nothing of it comes into the card, its popover and the shop', async () => {
    const server = serve();
    const element = await openShop(server);
    const page = document.createElement('div');
    document.body.append(page);
    page.append(element);
    await element.updateComplete;
    const places = () => [
      part(element, 'container'),
      part(element, 'market-button'),
      element.shadowRoot!.querySelector('.float')!,
      inside(element).querySelector('dialog')!,
      inside(element).querySelector('.item')!,
    ];
    const styles = () =>
      places().map((place) => {
        const style = getComputedStyle(place);
        const names = Object.keys(HANDED_DOWN).filter((name) => CSS.supports(name, HANDED_DOWN[name]!));
        return Object.fromEntries(
          [...names, 'inline-size', 'color'].map((name) => [name, style.getPropertyValue(name)]),
        );
      });
    const before = styles();
    for (const [name, value] of Object.entries(HANDED_DOWN)) page.style.setProperty(name, value);
    assert.deepEqual(styles(), before);
  });
});

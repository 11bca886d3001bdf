import { assert } from 'chai';
import { fullState } from '../../support/widget/fixtures.ts';
import { inside, openShop } from '../../support/widget/shop.ts';
import { attach, create, mount, next, serve, settled } from '../../support/widget/page.ts';
import { boxOf, judgePlaces } from './places.ts';

describe('the place on the page', () => {
  // Every pair of a size, its sections and a width; `places.full.ts` has all of them.
  judgePlaces((size, sections, width) => width % 3 === (size + sections) % 3);

  it('of the shop’s icon is the one beside its words, whatever they are', async () => {
    const reader = { ...fullState(), scopes: ['read' as const] };
    serve(reader);
    const element = create({});
    const icon = () => element.shadowRoot!.querySelector('.market .icon');
    const ready = next(element, 'hatched-ready');
    boxOf(360).append(element);
    await element.updateComplete;
    assert.isNull(icon(), 'it waits for the words');
    await ready;
    await settled(element);
    assert.isTrue(icon()!.checkVisibility());
  });

  it('waits for its buddy without colours that only a buddy needs: a browser takes long to calculate them', async () => {
    serve();
    const element = create({});
    const ready = next(element, 'hatched-ready');
    boxOf(360).append(element);
    await element.updateComplete;
    const card = getComputedStyle(element.shadowRoot!.querySelector('.card')!);
    const derived = () => ['--text', '--soft', '--gold', '--tinted'].map((name) => card.getPropertyValue(name) !== '');
    assert.deepEqual(derived(), [false, false, false, false]);
    await ready;
    await settled(element);
    assert.deepEqual(derived(), [true, true, true, true]);
  });

  it('does not depend on the root’s font size', async () => {
    serve();
    const before = (await mount()).getBoundingClientRect().height;
    document.documentElement.style.fontSize = '62.5%';
    const after = (await mount()).getBoundingClientRect().height;
    document.documentElement.style.fontSize = '';
    assert.equal(after, before);
  });

  it('grows with the scale, and so does all that is in it', async () => {
    serve();
    const place = boxOf(570);
    const element = create({});
    await attach(element, place);
    await settled(element);
    const button = () => element.shadowRoot!.querySelector('.market')!.getBoundingClientRect().height;
    const [height, press] = [element.getBoundingClientRect().height, button()];
    element.style.setProperty('--hatched-scale', '1.5');
    assert.closeTo(element.getBoundingClientRect().height, height * 1.5, 1);
    assert.closeTo(button(), press * 1.5, 1);
    assert.isAtMost(element.getBoundingClientRect().width, 570);
  });

  it('has square corners everywhere where the radius is 0', async () => {
    const server = serve(fullState());
    const element = await openShop(server);
    element.style.setProperty('--hatched-radius', '0px');
    const roots = [element.shadowRoot!, inside(element)];
    const round = roots.flatMap((root) =>
      [...root.querySelectorAll('*')].filter((one) => {
        const { borderStartStartRadius, rx } = getComputedStyle(one);
        return borderStartStartRadius !== '0px' || (one.localName === 'rect' && rx !== '0px');
      }),
    );
    assert.deepEqual(
      round.map((one) => `${one.localName}.${one.getAttribute('class') ?? ''}`),
      [],
    );
  });

  it('is given up where the element is hidden', async () => {
    serve();
    const element = await mount();
    element.hidden = true;
    assert.equal(element.getBoundingClientRect().height, 0);
  });

  it('takes the colours of the page, under whatever names the page has them', async () => {
    serve();
    const root = document.documentElement;
    for (const name of ['accent', 'surface', 'muted', 'text', 'soft', 'line'])
      root.style.setProperty(`--${name}`, '#f0f');
    const element = await mount();
    element.style.setProperty('--hatched-border', 'var(--line)');
    element.style.setProperty('--hatched-surface', 'var(--surface)');
    const { borderTopColor, backgroundColor } = getComputedStyle(element.shadowRoot!.querySelector('.card')!);
    assert.deepEqual([borderTopColor, backgroundColor], ['rgb(255, 0, 255)', 'rgb(255, 0, 255)']);
    root.removeAttribute('style');
  });
});

import { assert } from 'chai';
import { emptyState, fullState } from '../../support/widget/fixtures.ts';
import { inside, openShop } from '../../support/widget/shop.ts';
import { create, mount, next, serve, settled } from '../../support/widget/page.ts';

const SHEET = new URL('../../../src/widget/styles.css', import.meta.url).href;

/** The published sheet, for an element of another name that is never defined. */
async function reservedHeight(attributes: Record<string, string>, width: number): Promise<number> {
  const text = (await (await fetch(SHEET)).text()).replaceAll('hatched-buddy', 'waiting-buddy');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
  const box = boxOf(width);
  const element = document.createElement('waiting-buddy');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  box.append(element);
  const { height } = element.getBoundingClientRect();
  document.adoptedStyleSheets = [];
  return height;
}

function boxOf(width: number): HTMLElement {
  const box = document.createElement('div');
  box.style.width = `${width}px`;
  document.body.append(box);
  return box;
}

describe('the place on the page', () => {
  for (const size of ['sm', 'md', 'lg', 'full']) {
    for (const sections of ['', 'stage wallet', 'skills badges market']) {
      it(`is the same before, during and after loading: ${size} ${sections || 'all'}`, async () => {
        const attributes = { size, ...(sections && { sections }) };
        for (const width of [240, 281, 282, 340, 601, 602, 1000]) {
          const heights = [await reservedHeight(attributes, width)];
          for (const state of [emptyState(), fullState()]) {
            serve(state);
            const element = create(attributes);
            const ready = next(element, 'hatched-ready');
            boxOf(width).append(element);
            await element.updateComplete;
            heights.push(element.getBoundingClientRect().height);
            await ready;
            await settled(element);
            heights.push(element.getBoundingClientRect().height);
          }
          assert.deepEqual(heights, Array(heights.length).fill(heights[0]), `at ${width} px`);
        }
      });
    }
  }

  it('of the shop’s icon is the one beside its words, whatever they are', async () => {
    const reader = { ...fullState(), scopes: ['read' as const] };
    serve(reader);
    const element = create({});
    const icon = () => element.shadowRoot!.querySelector('.market .icon')!;
    const ready = next(element, 'hatched-ready');
    boxOf(360).append(element);
    await element.updateComplete;
    assert.isFalse(icon().checkVisibility(), 'it waits for the words');
    await ready;
    await settled(element);
    assert.isTrue(icon().checkVisibility());
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
    place.append(element);
    await next(element, 'hatched-ready');
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

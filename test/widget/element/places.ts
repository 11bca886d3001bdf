import { assert } from 'chai';
import { emptyState, fullState } from '../../support/widget/fixtures.ts';
import { create, next, serve, settled } from '../../support/widget/page.ts';

const SHEET = new URL('../../../src/widget/styles.css', import.meta.url).href;
const SIZES = ['sm', 'md', 'lg', 'full'];
const SECTIONS = ['', 'stage wallet', 'skills badges market'];
/** On both sides of where an element changes its shape. */
const WIDTHS = [240, 281, 282, 340, 601, 602, 1000];

/** That nothing moves while an element loads, in each size with these sections, at the widths that `wanted` chooses. */
export function judgePlaces(wanted: (size: number, sections: number, width: number) => boolean): void {
  for (const [at, size] of SIZES.entries()) {
    for (const [which, sections] of SECTIONS.entries()) {
      it(`is the same before, during and after loading: ${size} ${sections || 'all'}`, async () => {
        const attributes = { size, ...(sections && { sections }) };
        const widths = WIDTHS.filter((_, width) => wanted(at, which, width));
        assert.isNotEmpty(widths);
        for (const width of widths) {
          const heights = await heightsOf(attributes, width);
          assert.deepEqual(heights, Array(5).fill(heights[0]), `at ${width} px`);
        }
      });
    }
  }
}

/** Before the element is defined, and then with little and with much to show, while it loads and after. */
async function heightsOf(attributes: Record<string, string>, width: number): Promise<number[]> {
  const heights = [await reservedHeight(attributes, width)];
  for (const state of [emptyState(), fullState()]) {
    serve(state);
    const element = create(attributes);
    const ready = next(element, 'hatched-ready');
    const box = boxOf(width);
    box.append(element);
    await element.updateComplete;
    heights.push(element.getBoundingClientRect().height);
    await ready;
    await settled(element);
    heights.push(element.getBoundingClientRect().height);
    box.remove();
  }
  return heights;
}

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
  box.remove();
  return height;
}

export function boxOf(width: number): HTMLElement {
  const box = document.createElement('div');
  box.style.width = `${width}px`;
  document.body.append(box);
  return box;
}

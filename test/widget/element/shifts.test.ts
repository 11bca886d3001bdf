import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { assert } from 'chai';
import type { WidgetState } from '../../../src/contract/buddy/state.ts';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { buddyState, emptyState, fullState, picture } from '../../support/widget/fixtures.ts';
import { create, serve, until } from '../../support/widget/page.ts';
import { json } from '../../support/widget/server.ts';

const SIZES = ['xs', 'sm', 'md', 'lg', 'full'];
const WIDTHS = [200, 256, 360, 768, 1280];

interface Shift extends PerformanceEntry {
  readonly sources: readonly { previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/** What moves on the page from now on, from where to where. */
function watch(): { moved: () => Promise<string[]> } & Disposable {
  const entries: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  const place = ({ x, y, width, height }: DOMRectReadOnly) => `${x},${y} ${width}×${height}`;
  return {
    async moved() {
      await frames(20);
      return (entries as Shift[]).flatMap(({ sources }) =>
        sources.map((it) => `${place(it.previousRect)} → ${place(it.currentRect)}`),
      );
    },
    [Symbol.dispose]: () => observer.disconnect(),
  };
}

async function frames(count: number): Promise<void> {
  for (let left = count; left; left--) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** One of each size in each width, over each other, with a line of the page below it. */
function everySize(attributes: Record<string, string> = {}): HatchedBuddy[] {
  return SIZES.flatMap((size) =>
    WIDTHS.map((width) => {
      const box = document.createElement('div');
      box.style.cssText = `position: absolute; inset: 0 auto auto 0; inline-size: ${width}px; font: 17px / 1.7 serif`;
      const element = create({ size, ...attributes });
      box.append(element, Object.assign(document.createElement('p'), { textContent: 'What comes next.' }));
      document.body.append(box);
      return element;
    }),
  );
}

const every = (elements: HatchedBuddy[], selector: string) =>
  until(() => elements.every(({ shadowRoot }) => shadowRoot!.querySelector(selector)));

function eggState(change: object = {}): WidgetState {
  const image = { url: picture(), png_url: '', width: 512, height: 512, alt: 'An egg' };
  const egg = { egg_id: 'egg_1', status: 'warming', image, warmth: { value: 1, target: 3 }, choices: [], ...change };
  return { ...buddyState(), buddy: null, evolution: null, egg } as unknown as WidgetState;
}

describe('nothing on the page moves, in any size or width', () => {
  beforeEach(() => setViewport({ width: 1300, height: 1000 }));
  afterEach(async () => {
    await setViewport({ width: 800, height: 600 });
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  const answers = { 'a whole buddy': fullState, 'a newborn': emptyState, 'an egg': eggState };
  for (const lang of ['en', 'de', 'ar']) {
    for (const [name, state] of Object.entries(answers)) {
      it(`from the shapes of what comes to ${name}, in ${lang}`, async () => {
        const server = serve(state());
        let answer!: () => void;
        const asked = new Promise<Response>((resolve) => (answer = () => resolve(json(server.state))));
        server.intercept = ({ path }) => (path === 'state' ? asked.then((all) => all.clone()) : undefined);
        using page = watch();
        const elements = everySize({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
        await frames(1);
        await every(elements, '.loading');
        await frames(5);
        answer();
        await until(() => elements.every((element) => element.state && element.more));
        const [rows, cards] = [elements.filter(isRow), elements.filter((element) => !isRow(element))];
        await every(rows, '.mini:not(.loading)');
        await every(cards, name === 'an egg' ? 'hatched-egg' : '.today .line');
        assert.deepEqual(await page.moved(), []);
      });
    }
  }

  it('from an egg that gets warm and ready to the newcomer and the buddy', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const server = serve(eggState());
    const elements = everySize();
    const [rows, cards] = [elements.filter(isRow), elements.filter((element) => !isRow(element))];
    const tell = async (state: WidgetState) => {
      server.state = { ...state, version: server.state.version + 1 };
      await Promise.all(elements.map((element) => element.refresh()));
      await frames(3);
    };
    const warm = (value: number, status: string) => eggState({ warmth: { value, target: 3 }, status });
    await every(cards, 'hatched-egg');
    await every(rows, '.warm');
    await frames(20);
    using page = watch();
    // A row has room for one line or two, and keeps them in its middle.
    for (const row of rows) row.style.visibility = 'hidden';
    await tell(warm(2, 'warming'));
    await tell(warm(3, 'ready'));
    for (const row of rows) row.style.visibility = '';
    await frames(3);
    await tell({ ...fullState(), egg: null });
    await until(() => cards.every(({ shadowRoot }) => !shadowRoot!.querySelector('hatched-egg')));
    await every(cards, '.today .line');
    await every(rows, '[part=name]');
    assert.deepEqual(await page.moved(), []);
  });
});

const isRow = ({ size }: HatchedBuddy): boolean => size === 'xs' || size === 'sm';

import { assert } from 'chai';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { LOOKS } from '../../../src/widget/look/looks.ts';
import { fullState } from '../../support/widget/fixtures.ts';
import { create, mount, serve, until } from '../../support/widget/page.ts';

/** It has the look, and what comes after the first view. */
async function dressed(element: HatchedBuddy): Promise<void> {
  const { shadowRoot: root } = element;
  await until(() => root!.adoptedStyleSheets.includes(LOOKS.brutal.styleSheet!) && root!.querySelector('.bar'));
}

/** What is seen of colours on top of each other, whatever they are written in. */
function painted(...colors: string[]): number[] {
  const pen = new OffscreenCanvas(1, 1).getContext('2d')!;
  for (const color of colors) {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
  }
  return [...pen.getImageData(0, 0, 1, 1).data];
}

describe('a look', () => {
  it('has the last word, whether it comes before the rest of the card or after it', async () => {
    serve(fullState());
    const early = await mount({ look: 'brutal' });
    const late = await mount();
    late.look = 'brutal';
    await Promise.all([dressed(early), dressed(late)]);
    const height = (one: HatchedBuddy) => getComputedStyle(one.shadowRoot!.querySelector('.bar')!).blockSize;
    assert.deepEqual([height(early), height(late)], ['8px', '8px']);
  });

  it('shows the shapes of what comes while it waits, also where its surfaces are all one', async () => {
    serve().intercept = () => new Promise(() => undefined);
    const element = create({ look: 'paper' });
    document.body.append(element);
    const root = () => element.shadowRoot!;
    await until(() => element.shadowRoot?.adoptedStyleSheets.includes(LOOKS.paper.styleSheet!));
    const color = (selector: string) => getComputedStyle(root().querySelector(selector)!).backgroundColor;
    const [card, shape] = [painted(color('.card')), painted(color('.card'), color('.ghosts li'))];
    assert.isAtLeast(Math.max(...card.map((channel, index) => Math.abs(channel - shape[index]!))), 8);
  });
});

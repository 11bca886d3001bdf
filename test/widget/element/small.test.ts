import { sendKeys } from '@web/test-runner-commands';
import { assert } from 'chai';
import type { SeatState, WidgetState } from '../../../src/contract/buddy/state.ts';
import { buddyState, picture } from '../../support/widget/fixtures.ts';
import { create, hearing, mount, next, serve, textOf, until } from '../../support/widget/page.ts';
import { problem } from '../../support/widget/server.ts';

function seat(change: Partial<NonNullable<SeatState['egg']>>): WidgetState {
  const image = { url: picture(), png_url: '', width: 512, height: 512, alt: 'An egg in its nest' };
  const egg = {
    egg_id: 'egg_01m7ybcptb969an5nze1e82wb0',
    status: 'waiting',
    image,
    warmth: null,
    choices: [],
    ...change,
  };
  return { ...buddyState(), buddy: null, evolution: null, scopes: ['read'], egg } as unknown as WidgetState;
}

const mini = (element: HTMLElement) => element.shadowRoot!.querySelector<HTMLElement>('.mini')!;

describe('a face and a row', () => {
  for (const size of ['xs', 'sm']) {
    it(`show an egg and its warmth at ${size}, and open it`, async () => {
      serve(seat({ warmth: { value: 2, target: 5 } }));
      const element = create({ size });
      document.body.append(element);
      await until(() => mini(element)?.querySelector('.fact'));
      assert.equal(mini(element).querySelector('img')!.alt, 'An egg, waiting in its nest');
      assert.include(textOf(mini(element)), 'An egg, just for you It hatches when it is warm. 3 more to go. 2/5');
      mini(element).querySelector('button')!.click();
      await until(() => element.shadowRoot!.querySelector('.card[popover]:popover-open hatched-egg'));
    });

    it(`say at ${size} why there is no buddy, in the words of the card`, async () => {
      const server = serve();
      server.intercept = () => problem('unauthorized');
      const element = create({ size });
      const failed = next(element, 'hatched-error');
      document.body.append(element);
      await failed;
      await until(() => mini(element).querySelector('.drawing'));
      assert.equal(textOf(mini(element).querySelector('.who')!), 'This key does not open the door');
      mini(element).querySelector('button')!.click();
      await until(() => element.shadowRoot!.querySelector('.card[popover]:popover-open .status'));
    });
  }

  for (const size of ['xs', 'sm']) {
    it(`close their card at ${size} on an Escape that the page does not get, and have the focus again`, async () => {
      serve();
      const element = await mount({ size });
      await until(() => mini(element).querySelector('button'));
      const button = mini(element).querySelector('button')!;
      const card = element.shadowRoot!.querySelector('.card[popover]')!;
      button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => card.matches(':popover-open'));
      using page = hearing('keydown', 'keyup');
      await sendKeys({ press: 'Escape' });
      await until(() => !card.matches(':popover-open'));
      await until(() => element.shadowRoot!.activeElement === button);
      assert.deepEqual(page.heard, []);
      await sendKeys({ press: 'Escape' });
      await until(() => page.heard.includes('keydown'));
    });
  }

  it('keep their height, whatever they show', async () => {
    for (const [state, sizes] of [
      [buddyState(), { xs: 44, sm: 88 }],
      [seat({ warmth: { value: 2, target: 5 } }), { xs: 44, sm: 88 }],
    ] as const) {
      for (const [size, height] of Object.entries(sizes)) {
        serve(state);
        const element = state.buddy ? await mount({ size }) : create({ size });
        if (!element.isConnected) document.body.append(element);
        await until(() => mini(element)?.querySelector('.fact'));
        assert.equal(element.offsetHeight, height, size);
        element.remove();
      }
    }
  });
});

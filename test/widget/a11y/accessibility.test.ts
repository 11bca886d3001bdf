import { emulateMedia } from '@web/test-runner-commands';
import { assert } from 'chai';
import { expectAccessible } from '../../support/widget/axe.ts';
import { buddyState, emptyState, fullState } from '../../support/widget/fixtures.ts';
import { create, mount, next, part, serve, settled, until } from '../../support/widget/page.ts';
import { problem } from '../../support/widget/server.ts';
import { card, inside, openShop, rendered } from '../../support/widget/shop.ts';

for (const theme of ['light', 'dark'] as const) {
  describe(`accessibility, ${theme}`, () => {
    beforeEach(async () => {
      await emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      document.documentElement.style.colorScheme = theme;
      document.documentElement.style.background = theme === 'dark' ? '#121110' : '#fff';
    });

    afterEach(async () => {
      document.documentElement.removeAttribute('style');
      await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    });

    for (const [name, state] of Object.entries({ usual: buddyState(), empty: emptyState(), full: fullState() })) {
      for (const size of ['sm', 'md', 'lg']) {
        it(`of the ${name} state at ${size}`, async () => {
          serve(state);
          await expectAccessible(await mount({ size, theme }));
        });
      }
    }

    it('of a streak that is about to burn', async () => {
      const [first] = buddyState().streaks;
      serve(buddyState({ streaks: [first!, { ...first!, streak_key: 'out', alive: false, expires_at: null }] }));
      await expectAccessible(await mount({ theme }));
    });

    it('while it loads', async () => {
      const server = serve();
      server.intercept = () => new Promise(() => undefined);
      const element = create({ theme });
      document.body.append(element);
      await element.updateComplete;
      await expectAccessible(element);
    });

    for (const code of ['forbidden', 'resource_not_found', 'token_expired'] as const) {
      it(`after ${code}`, async () => {
        const server = serve();
        server.intercept = () => problem(code);
        const element = create({ theme });
        const failed = next(element, 'hatched-error');
        document.body.append(element);
        await failed;
        await settled(element);
        await expectAccessible(element);
      });
    }

    it('of a session that ends in view of the buddy', async () => {
      const server = serve();
      const element = await mount({ theme });
      server.intercept = () => problem('token_expired');
      await element.refresh();
      await settled(element);
      await expectAccessible(element);
    });

    it('of a badge that tells about itself', async () => {
      serve();
      const element = await mount({ theme });
      part(element, 'badge').focus();
      await expectAccessible(element);
    });

    it('of the shop, of what is chosen, and of the wardrobe', async () => {
      const server = serve();
      const element = await mount({ theme });
      await element.openMarket();
      await server.asked('marketplace');
      const inside = element.shadowRoot!.querySelector('hatched-market')!.shadowRoot!;
      await until(() => inside.querySelector('#cowboy_hat'));
      await expectAccessible(element);
      inside.querySelector<HTMLElement>('#cowboy_hat')!.click();
      await until(() => inside.querySelector('.main'));
      await expectAccessible(element);
      inside.querySelector<HTMLElement>('[part=buy]')!.click();
      await until(() => inside.querySelector('.worn #cowboy_hat'));
      inside.querySelector<HTMLElement>('[role=tab]:last-child')!.click();
      await expectAccessible(element);
    });
  });
}

describe('targets', () => {
  it('are at least 24 pixels wide and high', async () => {
    serve(fullState());
    const element = await mount({ size: 'sm' });
    for (const button of element.shadowRoot!.querySelectorAll('button')) {
      const { width, height } = button.getBoundingClientRect();
      assert.isAtLeast(Math.min(width, height), 24, button.textContent);
    }
  });
});

describe('forced colours', () => {
  it('tell the stages that are reached from the others by their shape', async () => {
    await emulateMedia({ forcedColors: 'active' });
    serve(buddyState({ evolution: { ready: true, next_stage: 3, conditions: {} } }));
    const element = await mount();
    const widths = [...element.shadowRoot!.querySelectorAll('.pips i')].map((pip) => getComputedStyle(pip).borderWidth);
    await emulateMedia({ forcedColors: 'none' });
    assert.deepEqual(widths, ['4px', '4px', '2px', '1px', '1px']);
  });

  it('keep the bars visible', async () => {
    await emulateMedia({ forcedColors: 'active' });
    serve();
    const element = await mount();
    const bar = element.shadowRoot!.querySelector('.bar')!;
    assert.equal(getComputedStyle(bar).borderTopStyle, 'solid');
    assert.notEqual(getComputedStyle(bar.querySelector('i')!).backgroundColor, getComputedStyle(bar).backgroundColor);
    await emulateMedia({ forcedColors: 'none' });
  });
});

describe('forced colours in the shop', () => {
  afterEach(() => emulateMedia({ forcedColors: 'none' }));

  /** What a system colour is in this browser. */
  function system(name: string, property: 'color' | 'backgroundColor'): string {
    const probe = document.createElement('p');
    probe.style[property] = name;
    document.body.append(probe);
    const color = getComputedStyle(probe)[property];
    probe.remove();
    return color;
  }

  it('show which tab and filter are chosen, and what cannot be bought', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const server = serve(buddyState({ buddy: { coins: 60 } }));
    const element = await openShop(server);
    const [chosen, other] = [...inside(element).querySelectorAll('[role=tab]')].map((tab) => getComputedStyle(tab));
    assert.equal(chosen!.backgroundColor, system('Highlight', 'backgroundColor'));
    assert.equal(chosen!.color, system('HighlightText', 'color'));
    assert.notEqual(other!.backgroundColor, chosen!.backgroundColor);
    const filter = inside(element).querySelector('.chip[aria-checked=true]')!;
    assert.equal(getComputedStyle(filter).backgroundColor, system('Highlight', 'backgroundColor'));
    assert.equal(getComputedStyle(filter).color, system('HighlightText', 'color'));
    const titleOf = (id: string) => getComputedStyle(card(element, id).querySelector('.title')!).color;
    for (const id of ['golden_crown', 'wizard_hat', 'balloon'])
      assert.equal(titleOf(id), system('GrayText', 'color'), id);
    assert.notEqual(titleOf('cowboy_hat'), system('GrayText', 'color'));
    card(element, 'cowboy_hat').click();
    await rendered(element);
    assert.equal(getComputedStyle(card(element, 'cowboy_hat')).outlineStyle, 'solid');
  });
});

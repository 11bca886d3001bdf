import { sendKeys } from '@web/test-runner-commands';
import { assert } from 'chai';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { buddyState } from '../../support/widget/fixtures.ts';
import { create, hearing, mount, next, part, serve, until } from '../../support/widget/page.ts';
import { openShop, card, inside, press, rendered } from '../../support/widget/shop.ts';
import { json, problem } from '../../support/widget/server.ts';

const dialogOf = (element: HatchedBuddy) =>
  element.shadowRoot!.querySelector('hatched-market')?.shadowRoot?.querySelector('dialog');
const isModal = (element: HatchedBuddy) => !!dialogOf(element)?.matches(':modal');

/** An element in a place of its own, with its shop open. */
async function shopping(): Promise<{ element: HatchedBuddy; place: HTMLElement }> {
  serve();
  const element = await mount();
  const place = document.createElement('div');
  document.body.append(place);
  place.append(element);
  await element.openMarket();
  await until(() => isModal(element));
  return { element, place };
}

const EGG = {
  egg_id: 'egg_01m7ybcptb969an5nze1e82wb0',
  status: 'waiting',
  warmth: null,
  choices: [],
  image: { url: 'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>', alt: '' },
};

describe('the shop, and where its element is', () => {
  const ways: Record<string, (place: HTMLElement) => void> = {
    'is not displayed': (place) => (place.style.display = 'none'),
    'is hidden': (place) => (place.hidden = true),
    'is invisible': (place) => (place.style.visibility = 'hidden'),
    'is inert': (place) => (place.inert = true),
    'is skipped': (place) => place.style.setProperty('content-visibility', 'hidden'),
    'is gone': (place) => place.remove(),
  };
  for (const [what, hide] of Object.entries(ways)) {
    it(`closes when that ${what}, and stays closed when that is over`, async () => {
      const { element, place } = await shopping();
      hide(place);
      await until(() => !dialogOf(element));
      place.removeAttribute('style');
      place.hidden = place.inert = false;
      document.body.append(place);
      await element.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      assert.isTrue(!dialogOf(element));
    });

    it(`does not open where that ${what}`, async () => {
      serve();
      const element = await mount();
      const place = document.createElement('div');
      document.body.append(place);
      place.append(element);
      hide(place);
      const refused = await element.openMarket().then(
        () => null,
        (error: unknown) => (error as { code: string }).code,
      );
      assert.equal(refused, 'not_rendered');
      assert.isTrue(!dialogOf(element));
    });
  }

  it('stays open, and modal, when the element is moved', async () => {
    const { element } = await shopping();
    const other = document.createElement('main');
    document.body.append(other);
    other.append(element);
    await element.updateComplete;
    assert.isTrue(isModal(element));
  });

  it('follows the last wish: closed before it could open', async () => {
    serve();
    const element = await mount();
    const opening = element.openMarket();
    element.closeMarket();
    await opening;
    await element.updateComplete;
    assert.isTrue(!dialogOf(element));
  });

  it('keeps its Escape from the page, on every floor of it: pressed, held and let go', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    using page = hearing('keydown', 'keyup');
    await sendKeys({ press: 'Escape' });
    await until(() => !inside(element).querySelector('[part=buy]'));
    assert.isTrue(isModal(element), 'the first takes off what is tried on');
    await sendKeys({ down: 'Escape' });
    await until(() => !dialogOf(element));
    await sendKeys({ up: 'Escape' });
    assert.deepEqual(page.heard, []);
    await sendKeys({ press: 'Escape' });
    assert.includeMembers(page.heard, ['keydown', 'keyup'], 'an Escape of its own the page gets');
  });

  it('does not open where there is no buddy, nor by itself when one comes', async () => {
    const server = serve();
    const refusals = {
      no_buddy: () => json({ ...server.state, buddy: null, evolution: null, egg: EGG }),
      forbidden: () => problem('forbidden'),
    };
    for (const [code, answer] of Object.entries(refusals)) {
      for (const soon of [true, false]) {
        const element = create();
        server.intercept = ({ path }) => (path === 'state' ? answer() : undefined);
        const known = next(element, code === 'no_buddy' ? 'hatched-ready' : 'hatched-error');
        document.body.append(element);
        if (!soon) await known;
        const refused = await element.openMarket().then(
          () => null,
          (error: unknown) => (error as { code: string }).code,
        );
        if (!soon) assert.equal(refused, code);
        await known;
        server.intercept = () => undefined;
        server.state = buddyState({ version: server.state.version + 1 });
        await element.refresh();
        await until(() => element.state?.buddy);
        await element.updateComplete;
        assert.isNull(
          element.shadowRoot!.querySelector('hatched-market'),
          `${code}, asked ${soon ? 'before' : 'after'}`,
        );
        element.remove();
      }
    }
  });

  it('opens for the buddy that is on its way', async () => {
    serve();
    const element = create();
    document.body.append(element);
    await element.openMarket();
    await until(() => isModal(element));
    assert.isNotNull(part(element, 'name'));
  });

  for (const zoom of [1.1, 1.25, 2]) {
    it(`is all on the screen of a page that is zoomed by ${zoom}`, async () => {
      document.body.style.zoom = `${zoom}`;
      const { element } = await shopping();
      const { right, bottom, left, top } = dialogOf(element)!.getBoundingClientRect();
      document.body.style.zoom = '';
      assert.isAtMost(right, innerWidth);
      assert.isAtMost(bottom, innerHeight);
      assert.isAtLeast(Math.min(left, top), 0);
    });
  }
});

import { assert } from 'chai';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { buddyState, fullState, item, picture } from '../../support/widget/fixtures.ts';
import { mount, part, serve, textOf, until } from '../../support/widget/page.ts';
import { json, problem } from '../../support/widget/server.ts';
import {
  bar,
  button,
  card,
  inside,
  nameOf,
  openShop,
  press,
  rendered,
  shopOf,
  worn,
} from '../../support/widget/shop.ts';

describe('the shop', () => {
  it('says of each item what it costs or whether it is yours, and why it cannot be had', async () => {
    const server = serve(buddyState({ equipped: [{ item_id: 'scarf', category: 'neck' }] }));
    const element = await openShop(server);
    const labels = [...inside(element).querySelectorAll<HTMLElement>('.item button')].map(nameOf);
    assert.deepEqual(labels, [
      'Cowboy hat: 50 coins, Uncommon',
      'Golden crown: 900 coins, Legendary, You need 780 coins more.',
      'Beanie: Yours, Common',
      'Scarf: Wearing, Common',
      'Wizard hat: 50 coins, Epic, Locked',
      'Balloon: 50 coins, Common, Sold out',
      'Storybook: 50 coins, Uncommon',
      'Magic wand: 2 Gems, Rare',
      'Daisy: Free, Common',
    ]);
  });

  it('shows the whole wallet on a phone, and begins where one chooses between shop and wardrobe', async () => {
    await setViewport({ width: 360, height: 800 });
    const [points, gems] = ['points', 'gem'].map((token_key) => ({
      ...fullState().tokens[0]!,
      token_key,
      label: token_key,
      balance: 330,
    }));
    const element = await openShop(serve(buddyState({ tokens: [points!, gems!] })));
    const purses = inside(element).querySelector('.purses')!;
    const first = textOf(inside(element).activeElement!);
    const { scrollWidth, clientWidth } = purses;
    await setViewport({ width: 800, height: 600 });
    assert.isAtMost(scrollWidth, clientWidth);
    assert.equal(first, 'Shop');
  });

  it('says what is missing for what is locked, in words and numbers', async () => {
    const server = serve();
    server.items = [
      item('wizard_hat', {
        locked: true,
        locked_reason: 'stage >= 3 (is 2)',
        missing: [{ metric: 'skill_level', key: 'speaking', label: 'Speaking', value: 3, target: 5 }],
      }),
    ];
    const element = await openShop(server);
    assert.match(nameOf(card(element, 'wizard_hat')), /Locked: Speaking 3 of 5$/);
    await press(card(element, 'wizard_hat'));
    await rendered(element);
    assert.equal(textOf(bar(element).querySelector('.why')!), 'Locked: Speaking 3 of 5');
    assert.isNull(bar(element).querySelector('[part=buy]'));
    assert.lengthOf(server.to('marketplace/purchases'), 0);
  });

  it('says how few are left beside how rare it is', async () => {
    const element = await openShop(serve());
    await press(card(element, 'storybook'));
    await rendered(element);
    assert.match(textOf(bar(element).querySelector('.facts')!), /^Uncommon ?Only 2 left/);
  });

  it('filters by where it is worn, with arrow keys, by rarity, and by what can be bought', async () => {
    const element = await openShop(serve());
    const shown = () => [...inside(element).querySelectorAll('.item button')].map((one) => one.id);
    const slots = [...inside(element).querySelectorAll<HTMLElement>('[role=radio]')];
    assert.deepEqual(slots.map(textOf), ['All', 'Extras', 'Hats', 'Neck', 'Hands']);
    slots[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    await rendered(element);
    assert.deepEqual(shown(), ['cowboy_hat', 'golden_crown', 'beanie', 'wizard_hat']);
    await press(button(element, 'Can buy now'));
    await rendered(element);
    assert.deepEqual(shown(), ['cowboy_hat']);
    const rarity = inside(element).querySelector('select')!;
    rarity.value = 'legendary';
    rarity.dispatchEvent(new Event('change'));
    await rendered(element);
    assert.deepEqual(shown(), []);
    assert.equal(textOf(inside(element).querySelector('.empty')!), 'Nothing matches.');
  });

  it('keeps what one owns in the wardrobe', async () => {
    const element = await openShop(serve());
    const tabs = [...inside(element).querySelectorAll<HTMLElement>('[role=tab]')];
    assert.deepEqual(tabs.map(textOf), ['Shop', 'Wardrobe']);
    tabs[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await rendered(element);
    assert.equal(tabs[1]!.getAttribute('aria-selected'), 'true');
    assert.deepEqual(
      [...inside(element).querySelectorAll('.item button')].map((one) => one.id),
      ['beanie', 'scarf'],
    );
  });

  it('closes on Escape and gives the focus back', async () => {
    const server = serve();
    const element = await openShop(server);
    await sendKeys({ press: 'Escape' });
    await until(() => !shopOf(element));
    assert.isTrue(element.shadowRoot!.activeElement === part(element, 'market-button'));
  });

  it('is opened and closed by the page, too', async () => {
    const server = serve();
    const element = await mount();
    await element.openMarket();
    await server.asked('marketplace');
    assert.isTrue(inside(element).querySelector('dialog')!.open);
    element.closeMarket();
    await until(() => !shopOf(element));
  });

  it('says so when it cannot be reached, and tries again', async () => {
    const server = serve();
    server.intercept = ({ path }) => (path === 'marketplace' ? problem('missing_scope') : undefined);
    const element = await mount();
    await element.openMarket();
    await until(() => inside(element).querySelector('.empty button'));
    server.intercept = () => undefined;
    await press(button(element, 'Try again'));
    await until(() => shopOf(element)?.shadowRoot?.querySelector('.item:not(.ghost)'));
  });

  it('offers nothing to press where the credential may neither buy nor dress', async () => {
    const server = serve(buddyState({ scopes: ['read', 'marketplace:browse'] }));
    const element = await openShop(server);
    for (const id of ['cowboy_hat', 'beanie', 'daisy']) {
      await press(card(element, id));
      await rendered(element);
      assert.isNull(bar(element).querySelector('[part=buy], [part=equip]'), id);
    }
    assert.lengthOf(server.to('equipment'), 0);
  });
});

describe('trying on', () => {
  it('shows the buddy in what the focus is on, and back in its own clothes when it leaves', async () => {
    const server = serve(buddyState({ equipped: [{ item_id: 'beanie', category: 'head' }] }));
    const element = await openShop(server);
    const alt = () => inside(element).querySelector<HTMLImageElement>('.figure')!.alt;
    const own = alt();
    inside(element).querySelector<HTMLElement>('.item button')!.focus();
    await sendKeys({ press: 'Home' });
    await until(() => alt() === 'Pip wearing cowboy_hat');
    await sendKeys({ press: 'End' });
    await until(() => alt() === 'Pip wearing beanie,daisy');
    inside(element).querySelector<HTMLElement>('[role=tab]')!.focus();
    await until(() => alt() === own);
    assert.deepEqual(worn(element), ['beanie']);
    assert.lengthOf(server.to('equipment'), 0);
  });

  it('shows it looking at what it tries on, where that is drawn', async () => {
    const server = serve();
    const [whole, figure, look] = [picture(), picture(['beanie']), picture(['daisy'])];
    const image = { url: whole, png_url: '', width: 512, height: 512, alt: 'Pip tries it on', figure_url: figure };
    server.intercept = ({ path }) => (path === 'preview' ? json({ image: { ...image, poses: { look } } }) : undefined);
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    const shown = () => inside(element).querySelector<HTMLImageElement>('.figure')!;
    await until(() => shown().alt === image.alt);
    assert.equal(shown().src, look);
  });

  it('asks for each outfit once', async () => {
    const server = serve();
    const element = await openShop(server);
    const alt = () => inside(element).querySelector<HTMLImageElement>('.figure')!.alt;
    for (let time = 0; time < 2; time++) {
      await press(card(element, 'cowboy_hat'));
      await until(() => alt() === 'Pip wearing cowboy_hat');
      await press(button(element, 'Reset look'));
      await until(() => alt() === 'Pip, a fledgling');
    }
    assert.lengthOf(server.to('preview'), 1);
  });

  it('goes on without where the server makes no previews', async () => {
    const server = serve();
    server.intercept = ({ path }) => (path === 'preview' ? problem('resource_not_found') : undefined);
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await server.asked('preview');
    await press(card(element, 'daisy'));
    await rendered(element);
    assert.equal(inside(element).querySelector<HTMLImageElement>('.figure')!.alt, 'Pip, a fledgling');
    assert.equal(textOf(bar(element).querySelector('[part=buy]')!), 'Buy and wear');
  });
});

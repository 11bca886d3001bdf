import { assert } from 'chai';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { buddyState, fullState, item } from '../../support/widget/fixtures.ts';
import { mount, next, part, serve, textOf, until } from '../../support/widget/page.ts';
import { type FakeServer, problem } from '../../support/widget/server.ts';

async function openShop(server: FakeServer, attributes: Record<string, string> = {}): Promise<HatchedBuddy> {
  const element = await mount(attributes);
  await press(part(element, 'market-button'));
  await server.asked('marketplace');
  await until(() => shopOf(element)?.shadowRoot?.querySelector('.item:not(.ghost)'));
  return element;
}

/** As a person does it: Escape may be answered only where somebody has touched the page. */
async function press(target: HTMLElement): Promise<void> {
  target.focus();
  await sendKeys({ press: 'Enter' });
}

const shopOf = (element: HatchedBuddy) => element.shadowRoot!.querySelector('hatched-market')!;
const inside = (element: HatchedBuddy) => shopOf(element).shadowRoot!;
const card = (element: HatchedBuddy, id: string) => inside(element).querySelector<HTMLElement>(`#${id}`)!;
const bar = (element: HatchedBuddy) => inside(element).querySelector('.bar-of-item')!;
const worn = (element: HatchedBuddy) => element.state!.equipped.map((one) => one.item_id);
const button = (element: HatchedBuddy, name: string) =>
  [...inside(element).querySelectorAll('button')].find((one) => textOf(one) === name)!;
/** What is read out: the title and what follows it unseen. */
const nameOf = (one: HTMLElement) => [...one.querySelectorAll('.title, .unseen')].slice(0, 2).map(textOf).join('');
const rendered = (element: HatchedBuddy) => shopOf(element).updateComplete;

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

  it('asks for each outfit once', async () => {
    const server = serve();
    const element = await openShop(server);
    const alt = () => inside(element).querySelector<HTMLImageElement>('.figure')!.alt;
    for (const _ of [1, 2]) {
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

describe('buying', () => {
  it('takes two presses: the price and what is left, then it is bought and worn', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    assert.match(textOf(bar(element).querySelector('.sum')!), /120 → 70.*50 coins\. Left afterwards: 70 coins$/);
    assert.equal(textOf(inside(element).activeElement!), 'Buy and wear');
    const purchased = next(element, 'hatched-item-purchased');
    await sendKeys({ press: 'Enter' });
    const { item: bought, purchaseId } = await purchased;
    assert.equal(bought.item_id, 'cowboy_hat');
    assert.match(purchaseId!, /^pur_/);
    await server.asked('equipment');
    await rendered(element);
    assert.deepEqual(worn(element), ['cowboy_hat']);
    assert.equal(element.state?.buddy!.coins, 70);
    assert.equal(textOf(inside(element).querySelector('[role=status]')!), 'Cowboy hat is yours!');
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
  });

  it('only buys where the credential may not dress', async () => {
    const server = serve(buddyState({ scopes: ['read', 'marketplace:browse', 'marketplace:purchase'] }));
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    const purchased = next(element, 'hatched-item-purchased');
    await press(button(element, 'Buy'));
    await purchased;
    assert.lengthOf(server.to('equipment'), 0);
  });

  it('never takes the money before the server has', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    let answer = () => undefined as void;
    server.intercept = ({ path }) =>
      path === 'marketplace/purchases'
        ? new Promise((resolve) => (answer = () => resolve(undefined as unknown as Response)))
        : undefined;
    await press(button(element, 'Buy and wear'));
    await server.asked('marketplace/purchases');
    await rendered(element);
    assert.equal(element.state?.buddy!.coins, 120);
    assert.equal(bar(element).getAttribute('aria-busy'), 'true');
    await press(button(element, 'Buy and wear'));
    await press(card(element, 'daisy'));
    await sendKeys({ press: 'Escape' });
    assert.equal(textOf(bar(element).querySelector('h2')!), 'Cowboy hat');
    answer();
    await until(() => element.state?.buddy!.coins === 70);
    assert.lengthOf(server.to('marketplace/purchases'), 1);
  });

  it('keeps its key across retries, by itself and by hand; another choice has another', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    const answers = [problem('internal_error'), problem('conflict')];
    server.intercept = ({ path }) => (path === 'marketplace/purchases' ? answers.shift() : undefined);
    await press(button(element, 'Buy and wear'));
    await until(() => inside(element).querySelector('.problem'));
    await press(button(element, 'Try again'));
    await server.asked('equipment');
    await press(card(element, 'storybook'));
    await rendered(element);
    await press(button(element, 'Buy and wear'));
    await server.asked('marketplace/purchases', 4);
    const keys = server.to('marketplace/purchases').map((request) => request.headers.get('idempotency-key'));
    assert.equal(keys[0], keys[1]);
    assert.equal(keys[1], keys[2]);
    assert.notEqual(keys[2], keys[3]);
    assert.match(keys[0]!, /^[\w-]{20,255}$/);
  });

  it('can be kept from happening by the page', async () => {
    const server = serve();
    const element = await openShop(server);
    element.addEventListener('hatched-before-purchase', (event) => event.preventDefault());
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    await press(button(element, 'Buy and wear'));
    await rendered(element);
    assert.isNotNull(inside(element).querySelector('.idle'));
    assert.lengthOf(server.to('marketplace/purchases'), 0);
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
  });

  it('leaves what is chosen on Escape, and the shop on the next', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    await sendKeys({ press: 'Escape' });
    await rendered(element);
    assert.isNull(inside(element).querySelector('[part=buy]'));
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
    await sendKeys({ press: 'Escape' });
    await until(() => !shopOf(element));
  });

  it('tells in plain words why it did not work, and that nothing was taken', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    server.intercept = ({ path }) => (path === 'marketplace/purchases' ? problem('out_of_stock') : undefined);
    const told = next(element, 'hatched-error');
    await press(button(element, 'Buy and wear'));
    assert.equal((await told).code, 'out_of_stock');
    await rendered(element);
    assert.equal(
      textOf(inside(element).querySelector('[role=alert]')!),
      'Sold out. Nothing was taken from your wallet.',
    );
  });
});

describe('dressing', () => {
  const owned = () => [
    item('beanie', { owned: true }),
    item('cowboy_hat', { owned: true }),
    item('daisy', { owned: true }),
    item('scarf', { owned: true }),
    item('sneakers', { owned: true }),
    item('bumblebee', { owned: true }),
  ];

  async function wear(element: HatchedBuddy, id: string): Promise<void> {
    await press(card(element, id));
    await rendered(element);
    await press(inside(element).querySelector('.main')!);
  }

  it('shows it at once, and takes off what is worn in the same place', async () => {
    const server = serve(buddyState({ equipped: [{ item_id: 'beanie', category: 'head' }] }));
    server.items = owned();
    const element = await openShop(server);
    const equipped = next(element, 'hatched-item-equipped');
    await wear(element, 'cowboy_hat');
    assert.deepEqual(worn(element), ['cowboy_hat']);
    await server.asked('equipment');
    assert.deepEqual(server.to('equipment')[0]?.body, { equip: ['cowboy_hat'], unequip: ['beanie'] });
    assert.equal((await equipped).itemId, 'cowboy_hat');
  });

  it('offers to swap where four things are worn', async () => {
    const server = serve(
      buddyState({
        equipped: [
          { item_id: 'beanie', category: 'head' },
          { item_id: 'daisy', category: 'accessory' },
          { item_id: 'scarf', category: 'neck' },
          { item_id: 'sneakers', category: 'feet' },
        ],
      }),
    );
    server.items = owned();
    const element = await openShop(server);
    await press(card(element, 'bumblebee'));
    await rendered(element);
    assert.equal(textOf(bar(element).querySelector('legend')!), 'Wearing 4 of 4 – swap?');
    const scarf = bar(element).querySelector<HTMLElement>('input[value=scarf]')!;
    scarf.click();
    await rendered(element);
    await press(button(element, 'Wear'));
    await server.asked('equipment');
    assert.deepEqual(server.to('equipment')[0]?.body, { equip: ['bumblebee'], unequip: ['scarf'] });
  });

  it('takes it back when the server refuses', async () => {
    const server = serve();
    const element = await openShop(server);
    let refuse = () => undefined as void;
    server.intercept = ({ path }) =>
      path === 'equipment' ? new Promise((resolve) => (refuse = () => resolve(problem('too_many_items')))) : undefined;
    const told = next(element, 'hatched-error');
    await wear(element, 'beanie');
    await server.asked('equipment');
    assert.lengthOf(element.state!.equipped, 1);
    refuse();
    assert.equal((await told).code, 'too_many_items');
    await rendered(element);
    assert.lengthOf(element.state!.equipped, 0);
    assert.match(textOf(inside(element).querySelector('[role=status]')!), /^Beanie: Take something off first/);
  });

  it('keeps what news from the server say about the rest', async () => {
    const server = serve(buddyState());
    const element = await openShop(server, { live: 'auto' });
    await until(() => server.streams === 1);
    let answer = () => undefined as void;
    server.intercept = ({ path }) =>
      path === 'equipment' ? new Promise((resolve) => (answer = () => resolve(problem('conflict')))) : undefined;
    await wear(element, 'beanie');
    await server.asked('equipment');
    server.change(buddyState({ buddy: { coins: 500 } }));
    await until(() => element.state?.buddy!.coins === 500);
    assert.lengthOf(element.state!.equipped, 1);
    answer();
    await until(() => element.state!.equipped.length === 0);
    assert.equal(element.state!.buddy!.coins, 500);
  });
});

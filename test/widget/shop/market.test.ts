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
const button = (element: HatchedBuddy, name: string) =>
  [...inside(element).querySelectorAll('button')].find((one) => textOf(one) === name)!;
const rendered = (element: HatchedBuddy) => shopOf(element).updateComplete;

describe('the shop', () => {
  it('shows each item with the one thing that can be done with it', async () => {
    const server = serve(buddyState({ equipped: [{ item_id: 'scarf', category: 'neck' }] }));
    const element = await openShop(server);
    const labels = [...inside(element).querySelectorAll('.item button')].map((one) => one.getAttribute('aria-label'));
    assert.deepEqual(labels, [
      'Cowboy hat: Buy, 50 coins',
      'Golden crown: Buy, 900 coins, You need 780 coins more.',
      'Beanie: Wear',
      'Scarf: Take off',
      'Wizard hat: Buy, 50 coins, Locked',
      'Balloon: Buy, 50 coins, Sold out',
      'Storybook: Buy, 50 coins',
      'Magic wand: Buy, 2 Gems',
      'Daisy: Buy, Free',
    ]);
    assert.equal(textOf(card(element, 'storybook').closest('li')!.querySelector('.rarity')!), 'Only 2 left');
    const off = [...inside(element).querySelectorAll('[aria-disabled=true]')].map((one) => one.id);
    assert.deepEqual(off, ['golden_crown', 'wizard_hat', 'balloon']);
  });

  it('shows the whole wallet on a phone, and begins at the button that closes it', async () => {
    await setViewport({ width: 360, height: 800 });
    const [points, gems] = ['points', 'gem'].map((token_key) => ({
      ...fullState().tokens[0]!,
      token_key,
      label: token_key,
      balance: 330,
    }));
    const element = await openShop(serve(buddyState({ tokens: [points!, gems!] })));
    const purses = inside(element).querySelector('.purses')!;
    const closing = inside(element).activeElement?.getAttribute('aria-label');
    const { scrollWidth, clientWidth } = purses;
    await setViewport({ width: 800, height: 600 });
    assert.isAtMost(scrollWidth, clientWidth);
    assert.equal(closing, 'Close');
  });

  it('says why something cannot be bought', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'wizard_hat'));
    await rendered(element);
    assert.equal(textOf(inside(element).querySelector('[role=status]')!), 'Wizard hat: Locked');
    assert.lengthOf(server.to('marketplace/purchases'), 0);
  });

  it('shows one category at a time, by click and by arrow key', async () => {
    const server = serve();
    const element = await openShop(server);
    const tabs = [...inside(element).querySelectorAll<HTMLElement>('[role=tab]')];
    assert.deepEqual(tabs.map(textOf), ['All', 'Extras', 'Hats', 'Neck', 'Hands']);
    tabs[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    await rendered(element);
    assert.equal(tabs[2]!.getAttribute('aria-selected'), 'true');
    const shown = [...inside(element).querySelectorAll('.item .label')].map(textOf);
    assert.deepEqual(shown, ['Cowboy hat', 'Golden crown', 'Beanie', 'Wizard hat']);
    assert.equal(inside(element).querySelectorAll('.item button[tabindex="0"]').length, 1);
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

  it('only shows where the credential may not buy', async () => {
    const server = serve(buddyState({ scopes: ['read', 'marketplace:browse'] }));
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await press(card(element, 'beanie'));
    await rendered(element);
    assert.isNull(inside(element).querySelector('.confirmation'));
    assert.lengthOf(server.to('equipment'), 0);
  });

  it('has no button that looks as if it could be pressed where the credential may do nothing', async () => {
    const server = serve(buddyState({ scopes: ['read', 'marketplace:browse'] }));
    const element = await openShop(server);
    const colours = (id: string) => {
      const { color, backgroundColor } = getComputedStyle(card(element, id));
      return { color, backgroundColor };
    };
    const off = colours('balloon');
    for (const id of ['cowboy_hat', 'golden_crown', 'beanie', 'daisy']) assert.deepEqual(colours(id), off, id);
  });

  it('says that something is locked in the language of the page, not in that of the rules', async () => {
    const server = serve();
    server.items = [item('wizard_hat', { locked: true, locked_reason: 'stage >= 3 (is 2)' })];
    const element = await openShop(server, { lang: 'de' });
    const locked = card(element, 'wizard_hat');
    assert.match(locked.getAttribute('aria-label')!, /^Wizard hat: Kaufen, 50 .*, Gesperrt$/);
    await press(locked);
    await rendered(element);
    assert.equal(textOf(inside(element).querySelector('[role=status]')!), 'Wizard hat: Gesperrt');
  });
});

describe('buying', () => {
  it('asks first, then pays, then says that it is yours', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    const heading = inside(element).querySelector('h2')!;
    assert.equal(textOf(heading), 'Buy Cowboy hat for 50 coins?');
    assert.isTrue(inside(element).activeElement === heading);
    assert.match(textOf(inside(element).querySelector('.sum')!), /70 coins$/);
    const purchased = next(element, 'hatched-item-purchased');
    await press(button(element, 'Buy'));
    const { item: bought, purchaseId } = await purchased;
    assert.equal(bought.item_id, 'cowboy_hat');
    assert.match(purchaseId!, /^pur_/);
    await rendered(element);
    assert.equal(textOf(heading), 'Cowboy hat is yours!');
    assert.equal(element.state?.buddy.coins, 70);
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
    await press(button(element, 'Buy'));
    await server.asked('marketplace/purchases');
    await rendered(element);
    assert.equal(element.state?.buddy.coins, 120);
    assert.equal(inside(element).querySelector('.confirmation')!.getAttribute('aria-busy'), 'true');
    await press(button(element, 'Buy'));
    await sendKeys({ press: 'Escape' });
    assert.isNotNull(inside(element).querySelector('.confirmation'));
    answer();
    await until(() => element.state?.buddy.coins === 70);
    assert.lengthOf(server.to('marketplace/purchases'), 1);
  });

  it('keeps its key across retries, by itself and by hand; another question has another', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    const answers = [problem('internal_error'), problem('conflict')];
    server.intercept = ({ path }) => (path === 'marketplace/purchases' ? answers.shift() : undefined);
    await press(button(element, 'Buy'));
    await until(() => inside(element).querySelector('.problem'));
    await press(button(element, 'Try again'));
    await until(() => inside(element).querySelector('.done'));
    await press(button(element, 'Shop'));
    await rendered(element);
    await press(card(element, 'storybook'));
    await rendered(element);
    await press(button(element, 'Buy'));
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
    await press(button(element, 'Buy'));
    await rendered(element);
    assert.isNull(inside(element).querySelector('.confirmation'));
    assert.lengthOf(server.to('marketplace/purchases'), 0);
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
  });

  it('leaves the question on Escape, and the shop on the next', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    await sendKeys({ press: 'Escape' });
    await rendered(element);
    assert.isNull(inside(element).querySelector('.confirmation'));
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
    await sendKeys({ press: 'Escape' });
    await until(() => !shopOf(element));
  });

  it('tells in plain words why it did not work', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    server.intercept = ({ path }) => (path === 'marketplace/purchases' ? problem('out_of_stock') : undefined);
    const told = next(element, 'hatched-error');
    await press(button(element, 'Buy'));
    assert.equal((await told).code, 'out_of_stock');
    await rendered(element);
    assert.equal(textOf(inside(element).querySelector('[role=alert]')!), 'Sold out');
  });
});

describe('dressing', () => {
  it('shows it at once, and takes off what is worn in the same place', async () => {
    const server = serve(buddyState({ equipped: [{ item_id: 'beanie', category: 'head' }] }));
    server.items = [
      item('beanie', { owned: true }),
      item('cowboy_hat', { owned: true }),
      item('daisy', { owned: true }),
    ];
    const element = await openShop(server);
    const equipped = next(element, 'hatched-item-equipped');
    await press(card(element, 'cowboy_hat'));
    assert.deepEqual(
      element.state?.equipped.map((worn) => worn.item_id),
      ['cowboy_hat'],
    );
    await server.asked('equipment');
    assert.deepEqual(server.to('equipment')[0]?.body, { equip: ['cowboy_hat'], unequip: ['beanie'] });
    assert.equal((await equipped).itemId, 'cowboy_hat');
  });

  it('takes it back when the server refuses', async () => {
    const server = serve();
    const element = await openShop(server);
    let refuse = () => undefined as void;
    server.intercept = ({ path }) =>
      path === 'equipment' ? new Promise((resolve) => (refuse = () => resolve(problem('too_many_items')))) : undefined;
    const told = next(element, 'hatched-error');
    await press(card(element, 'beanie'));
    await server.asked('equipment');
    assert.lengthOf(element.state!.equipped, 1);
    refuse();
    assert.equal((await told).code, 'too_many_items');
    await rendered(element);
    assert.lengthOf(element.state!.equipped, 0);
    assert.match(textOf(inside(element).querySelector('[role=status]')!), /^Take something off first/);
  });

  it('keeps what news from the server say about the rest', async () => {
    const server = serve(buddyState());
    const element = await openShop(server, { live: 'auto' });
    await until(() => server.streams === 1);
    let answer = () => undefined as void;
    server.intercept = ({ path }) =>
      path === 'equipment' ? new Promise((resolve) => (answer = () => resolve(problem('conflict')))) : undefined;
    await press(card(element, 'beanie'));
    await server.asked('equipment');
    server.change(buddyState({ buddy: { coins: 500 } }));
    await until(() => element.state?.buddy.coins === 500);
    assert.lengthOf(element.state!.equipped, 1);
    answer();
    await until(() => element.state!.equipped.length === 0);
    assert.equal(element.state!.buddy.coins, 500);
  });
});

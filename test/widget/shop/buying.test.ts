import { assert } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { buddyState, item } from '../../support/widget/fixtures.ts';
import { hearing, next, serve, textOf, until } from '../../support/widget/page.ts';
import { problem } from '../../support/widget/server.ts';
import { bar, button, card, inside, openShop, press, rendered, shopOf, worn } from '../../support/widget/shop.ts';

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
    using page = hearing('keydown', 'keyup');
    await sendKeys({ press: 'Escape' });
    await rendered(element);
    assert.isNull(inside(element).querySelector('[part=buy]'));
    assert.equal(inside(element).activeElement?.id, 'cowboy_hat');
    assert.deepEqual(page.heard, [], 'the page may have a dialog that closes on Escape');
    await sendKeys({ press: 'Escape' });
    await until(() => !shopOf(element));
    assert.notInclude(page.heard, 'keydown');
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

import { assert } from 'chai';
import { DAY, playgroundOf } from '../../../src/playground/index.ts';
import { HatchedBuddy } from '../../../src/widget/index.ts';
import { serve, until } from '../../support/widget/page.ts';

HatchedBuddy.define();

/** An element that lives without a server, and has shown its buddy. */
async function demo(name: string): Promise<HatchedBuddy> {
  const element = document.createElement('hatched-buddy');
  element.demo = name;
  const ready = new Promise((resolve) => element.addEventListener('hatched-ready', resolve, { once: true }));
  document.body.append(element);
  await ready;
  return element;
}

describe('<hatched-buddy demo>', () => {
  afterEach(() => document.body.replaceChildren());

  it('lives: what it is told counts, and nothing is sent', async () => {
    const server = serve();
    const element = await demo('one');
    const { coins } = element.state!.buddy!;
    const { effects } = await element.track('task_done');
    assert.isAbove(effects.coins, 0);
    assert.equal(element.state!.buddy!.coins, coins + effects.coins);
    assert.deepEqual(server.requests, []);
  });

  it('elements of one name share a buddy, others have their own', async () => {
    serve();
    const [one, same, other] = [await demo('two'), await demo('two'), await demo('three')];
    await one.track('task_done');
    assert.equal(same.state!.buddy!.coins, one.state!.buddy!.coins);
    assert.notEqual(other.state!.buddy!.buddy_id, one.state!.buddy!.buddy_id);
    assert.notEqual(other.state!.buddy!.coins, one.state!.buddy!.coins);
  });

  it('what happens in its playground is shown at once, and time goes by the playground’s clock', async () => {
    serve();
    const element = await demo('four');
    const playground = playgroundOf('four');
    const { coins } = element.state!.buddy!;
    playground.grant(20);
    await until(() => element.state!.buddy!.coins === coins + 20);
    const before = element.now;
    playground.push(3 * DAY);
    await until(() => element.now >= before + 3 * DAY);
    await until(() => element.state!.streaks[0]!.count === 0);
  });

  it('shows what a server may do to it', async () => {
    serve();
    const element = await demo('five');
    playgroundOf('five').fault = 'token_expired';
    await element.refresh();
    assert.match(element.renderRoot.textContent!, /session/i);
    playgroundOf('five').fault = null;
    await element.refresh();
    assert.isNotNull(element.state!.buddy);
  });
});

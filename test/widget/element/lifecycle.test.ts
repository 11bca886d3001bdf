import { assert } from 'chai';
import { HatchedBuddy } from '../../../src/widget/index.ts';
import { attach, create, mount, next, part, serve, textOf, tokenOf, until } from '../../support/widget/page.ts';

/** Asynchronous: what lies about on the stack does not count as in use. */
declare const gc: (options: { type: 'major'; execution: 'async' }) => Promise<void>;

describe('the element on a page', () => {
  it('shows a buddy', async () => {
    serve();
    const element = await mount();
    assert.equal(textOf(part(element, 'name')), 'Pip');
    assert.equal(part(element, 'image').getAttribute('alt'), 'Pip, a fledgling');
    assert.equal(element.state?.version, 41);
  });

  it('takes properties that were set before it was defined', async () => {
    const server = serve();
    const element = document.createElement('late-buddy') as HatchedBuddy;
    const token = tokenOf();
    element.getSessionToken = () => token;
    element.strings = { shop: 'Bazaar' };
    element.setAttribute('api-base', server.base);
    element.setAttribute('live', 'off');
    document.body.append(element);
    const ready = next(element, 'hatched-ready');
    HatchedBuddy.define.call(class extends HatchedBuddy {}, 'late-buddy');
    await ready;
    await element.updateComplete;
    assert.equal(server.requests[0]?.token, token);
    assert.equal(textOf(part(element, 'market-button')), 'Bazaar');
  });

  it('keeps its connection when it is moved', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await server.asked('stream');
    const other = document.createElement('div');
    document.body.append(other);
    other.append(element);
    await element.updateComplete;
    await until(() => server.streams === 1);
    assert.equal(server.to('state').length, 1);
    assert.equal(server.to('stream').length, 1);
  });

  it('ends its connection when it is removed', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    element.remove();
    await until(() => server.streams === 0);
  });

  it('can be cloned', async () => {
    serve();
    const element = await mount();
    const clone = element.cloneNode(true) as HatchedBuddy;
    const ready = next(clone, 'hatched-ready');
    document.body.append(clone);
    await ready;
    assert.equal(clone.state?.buddy!.name, 'Pip');
  });

  it('shares one request and one stream with another of the same token', async () => {
    const server = serve();
    const token = tokenOf();
    const both = await Promise.all([
      mount({ 'session-token': token, live: 'auto' }),
      mount({ 'session-token': token, live: 'auto' }),
    ]);
    await until(() => server.streams === 1);
    assert.equal(server.to('state').length, 1);
    assert.equal(server.to('stream').length, 1);
    both[0].remove();
    await both[1].updateComplete;
    assert.equal(server.streams, 1);
  });

  it('tolerates a second copy of the script', () => {
    const first = customElements.get('hatched-buddy');
    HatchedBuddy.define();
    assert.equal(customElements.get('hatched-buddy'), first);
  });

  it('shows the sections that are asked for, in their order', async () => {
    serve();
    const element = await mount({ sections: 'badges nonsense wallet' });
    const shown = [...element.shadowRoot!.querySelectorAll('.column > *')].map((section) =>
      section.getAttribute('part'),
    );
    assert.deepEqual(shown, ['badges', 'wallet']);
  });

  it('leaves nothing behind after a hundred mounts', async () => {
    const server = serve();
    const mounts = await Promise.all(Array.from({ length: 100 }, mountAndForget));
    await until(() => server.streams === 0);
    document.body.replaceChildren();
    let left = mounts.length;
    for (let tries = 0; tries < 20 && left > 0; tries++) {
      await gc({ type: 'major', execution: 'async' });
      left = mounts.filter((mount) => mount.deref()).length;
    }
    assert.equal(left, 0);
  });
});

async function mountAndForget(): Promise<WeakRef<HatchedBuddy>> {
  const element = create({ live: 'auto' });
  await attach(element);
  element.remove();
  return new WeakRef(element);
}

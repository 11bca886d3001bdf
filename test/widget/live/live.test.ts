import { assert } from 'chai';
import type { News } from '../../../src/widget/live/share.ts';
import { buddyState } from '../../support/widget/fixtures.ts';
import { create, mount, next, part, serve, settled, textOf, tokenOf, until } from '../../support/widget/page.ts';
import { problem } from '../../support/widget/server.ts';

describe('live updates', () => {
  it('show what the stream brings', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    const changed = next(element, 'hatched-state-change');
    server.change(buddyState({ buddy: { name: 'Pippa' } }));
    assert.equal((await changed).state.buddy!.name, 'Pippa');
    await element.updateComplete;
    assert.equal(textOf(part(element, 'name')), 'Pippa');
  });

  it('say which state is known, so that an unchanged one is not sent again', async () => {
    const server = serve();
    await mount({ live: 'auto' });
    await server.asked('stream');
    assert.equal(server.to('stream')[0]?.headers.get('last-event-id'), '41');
  });

  it('connect again after the stream has ended', async () => {
    const server = serve();
    await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    server.endStreams();
    await server.asked('stream', 2);
  });

  it('are not asked for where they are off', async () => {
    const server = serve();
    const element = await mount();
    await element.refresh();
    assert.lengthOf(server.to('stream'), 0);
    assert.lengthOf(server.to('state'), 2);
  });

  it('ignore an older state than the one that is shown', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    server.send('state', buddyState({ version: 7, buddy: { name: 'Past' } }));
    const changed = next(element, 'hatched-state-change');
    server.change(buddyState({ buddy: { name: 'Present' } }));
    assert.equal((await changed).previous.buddy!.name, 'Pip');
  });

  it('end where the credential is refused', async () => {
    const server = serve();
    server.intercept = ({ path }) => (path === 'stream' ? problem('forbidden') : undefined);
    const element = create({ live: 'auto' });
    const refused = next(element, 'hatched-error');
    document.body.append(element);
    await refused;
    await settled(element);
    assert.lengthOf(server.to('stream'), 1);
    assert.match(textOf(element.shadowRoot!.querySelector('.notice')!), /may not show/);
  });

  it('rest while the page is hidden, and catch up afterwards', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    hide(true);
    await until(() => server.streams === 0);
    const asked = server.requests.length;
    server.state = buddyState({ version: 50, buddy: { name: 'Later' } });
    assert.equal(server.requests.length, asked);
    const changed = next(element, 'hatched-state-change');
    hide(false);
    assert.equal((await changed).state.buddy!.name, 'Later');
    await until(() => server.streams === 1);
  });

  it('reach other tabs as states, without any token', async () => {
    const server = serve();
    const token = tokenOf({ jti: 'very-private' });
    const element = await mount({ live: 'auto', 'session-token': token });
    await until(() => server.streams === 1);
    const topic = JSON.stringify([server.base, element.state!.buddy!.buddy_id, 'en']);
    const tab = new BroadcastChannel(`hatched-buddy state ${topic}`);
    const heard = new Promise<MessageEvent<News>>((resolve) => {
      tab.onmessage = (event: MessageEvent<News>) => event.data.state.buddy?.coins === 500 && resolve(event);
    });
    const first = next(element, 'hatched-state-change');
    server.change(buddyState({ buddy: { coins: 500 } }));
    const text = JSON.stringify((await heard).data);
    await first;
    assert.include(text, '"coins":500');
    assert.notInclude(text, 'very-private');
    const changed = next(element, 'hatched-state-change');
    const state99 = buddyState({ version: 99, scopes: ['read'], buddy: { coins: 600 } });
    tab.postMessage({ state: state99, now: null } satisfies News);
    const { state } = await changed;
    assert.equal(state.buddy!.coins, 600);
    assert.include(state.scopes, 'items:equip', 'the scopes are those of our own token');
    tab.close();
  });

  it('reach other tabs however they came: no stream brings again what an element has asked for', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    const topic = JSON.stringify([server.base, element.state!.buddy!.buddy_id, 'en']);
    const tab = new BroadcastChannel(`hatched-buddy state ${topic}`);
    const told: (number | undefined)[] = [];
    tab.onmessage = ({ data }: MessageEvent<News>) => void told.push(data.state.buddy?.coins);
    server.state = buddyState({ version: 60, buddy: { coins: 700 } });
    await element.refresh();
    await until(() => told.includes(700));
    tab.postMessage({ state: buddyState({ version: 61, buddy: { coins: 800 } }), now: null } satisfies News);
    await until(() => element.state!.buddy!.coins === 800);
    server.change(buddyState({ version: 62, buddy: { coins: 900 } }));
    await until(() => told.includes(900));
    assert.notInclude(told, 800, 'what was heard is not told again');
    tab.close();
  });

  it('wait for a picture that is being made where no stream tells', async () => {
    const server = serve();
    const element = await mount({ live: 'poll' });
    await until(() => server.to('state').length === 1);
    const operation = { operation_id: 'op_01m7ybcptb969an5nze1e82wb0', type: 'equip' as const };
    server.state = buddyState({ version: 60, pending_operations: [operation] });
    server.intercept = ({ path }) => {
      if (!path.startsWith('operations/')) return undefined;
      server.state = buddyState({ version: 61, buddy: { name: 'Dressed' } });
      return Response.json({ operation_id: operation.operation_id, status: 'succeeded' });
    };
    await element.track('lesson_completed');
    await server.asked(`operations/${operation.operation_id}`);
    await until(() => element.state?.buddy!.name === 'Dressed');
  });
});

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

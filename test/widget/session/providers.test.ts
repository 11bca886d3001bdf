import { assert } from 'chai';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { buddyState } from '../../support/widget/fixtures.ts';
import {
  attach,
  create,
  mount,
  next,
  part,
  serve,
  settled,
  textOf,
  tokenOf,
  until,
} from '../../support/widget/page.ts';
import { json } from '../../support/widget/server.ts';

/** As frameworks do: another function with every rendering. */
function provide(element: HatchedBuddy, token: string, asked: string[]): void {
  element.getSessionToken = async (reason) => {
    asked.push(reason);
    return token;
  };
}

describe('a token function that is another with every rendering', () => {
  it('restarts nothing', async () => {
    const server = serve();
    const asked: string[] = [];
    const element = create({ 'session-token': null, live: 'auto' });
    let readies = 0;
    element.addEventListener('hatched-ready', () => readies++);
    provide(element, tokenOf(), asked);
    document.body.append(element);
    await until(() => server.streams === 1);
    for (let render = 0; render < 10; render++) {
      provide(element, tokenOf(), asked);
      await element.updateComplete;
      assert.isNull(element.shadowRoot!.querySelector('.loading'));
    }
    await element.track('lesson_completed');
    assert.deepEqual(asked, ['missing']);
    assert.equal(readies, 1);
    assert.lengthOf(server.to('state'), 1);
    assert.lengthOf(server.to('stream'), 1);
  });

  it('is asked, the newest one, when the token has to be renewed', async () => {
    const server = serve();
    const [old, fresh] = [tokenOf(), tokenOf()];
    const element = create({ 'session-token': null });
    provide(element, old, []);
    await attach(element);
    const asked: string[] = [];
    provide(element, fresh, asked);
    await element.updateComplete;
    server.refused.set(old, 'token_expired');
    // Not within the time in which a page is not asked again.
    await element.refresh();
    assert.deepEqual(asked, ['expired']);
    assert.equal(server.requests.at(-1)?.token, fresh);
  });

  it('stays shared by two elements that change it together', async () => {
    const server = serve();
    const both = [create({ 'session-token': null }), create({ 'session-token': null })];
    const first = () => tokenOf();
    for (const element of both) element.getSessionToken = first;
    const readies = both.map((element) => next(element, 'hatched-ready'));
    document.body.append(...both);
    await Promise.all(readies);
    const second = () => tokenOf();
    for (const element of both) element.getSessionToken = second;
    await Promise.all(both.map((element) => element.updateComplete));
    assert.lengthOf(server.to('state'), 1);
  });

  it('speaks for its own element alone: two functions are two people', async () => {
    const server = serve();
    const ids = ['buddy_01m7ybcptb969an5nze1e82wb1', 'buddy_01m7ybcptb969an5nze1e82wb2'];
    const tokens = ids.map((sub) => tokenOf({ sub }));
    server.intercept = ({ token, path }) =>
      path === 'state' ? json(buddyState({ buddy: { buddy_id: ids[tokens.indexOf(token)]! } })) : undefined;
    const elements = tokens.map((token) => {
      const element = create({ 'session-token': null });
      element.getSessionToken = () => token;
      document.body.append(element);
      return element;
    });
    await Promise.all(elements.map((element) => next(element, 'hatched-ready')));
    for (const [index, element] of elements.entries()) {
      const token = tokens[index]!;
      element.getSessionToken = () => token;
    }
    await Promise.all(elements.map((element) => element.updateComplete));
    assert.deepEqual(
      elements.map((element) => element.state?.buddy?.buddy_id),
      ids,
    );
    assert.lengthOf(server.to('state'), 2);
  });

  it('that brings a token for somebody else shows that one’s buddy, and nothing of the first', async () => {
    const server = serve();
    const tokens = [tokenOf({ sub: 'buddy_a' }), tokenOf({ sub: 'buddy_b' })];
    server.intercept = ({ token, path }) => {
      if (path !== 'state') return undefined;
      return token === tokens[0]
        ? json(buddyState({ version: 90, buddy: { buddy_id: 'buddy_a', name: 'First' } }))
        : json(buddyState({ version: 3, buddy: { buddy_id: 'buddy_b', name: 'Second' } }));
    };
    const element = create({ 'session-token': null });
    element.getSessionToken = () => tokens[0]!;
    await attach(element);
    element.getSessionToken = () => tokens[1]!;
    await element.updateComplete;
    server.refused.set(tokens[0]!, 'token_revoked');
    const { intercept } = server;
    server.intercept = (request) => (request.token === tokens[0] ? undefined : intercept(request));
    const second = next(element, 'hatched-ready');
    await element.refresh();
    assert.equal((await second).state.buddy?.name, 'Second');
  });
});

describe('another token for the same buddy', () => {
  it('is used from now on, and nobody sees it', async () => {
    const server = serve();
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    let readies = 0;
    element.addEventListener('hatched-ready', () => readies++);
    const fresh = tokenOf();
    element.sessionToken = fresh;
    await element.updateComplete;
    assert.equal(textOf(part(element, 'name')), 'Pip');
    await server.asked('stream', 2);
    await until(() => server.streams === 1);
    assert.equal(server.to('stream')[1]!.token, fresh);
    assert.equal(readies, 0);
    await settled(element);
  });
});

describe('what the page is told when it is asked for a token', () => {
  it('holds the zone of the visitor and the language of the element', async () => {
    serve();
    const element = create({ 'session-token': null, lang: 'de' });
    const told = new Promise((resolve) => {
      element.getSessionToken = (_reason, context) => {
        resolve(context);
        return tokenOf();
      };
    });
    document.body.append(element);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    assert.deepEqual(await told, { timeZone, language: 'de' });
  });
});

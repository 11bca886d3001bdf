import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { create, mount, next, part, rejections, serve, textOf, tokenOf, until } from '../../support/widget/page.ts';
import { json, problem } from '../../support/widget/server.ts';

const noticeOf = (element: Element) => element.shadowRoot!.querySelector('.notice, .status');

/** What the console is told until the test has read it. */
function listenTo(level: 'debug' | 'warn' | 'error'): string[] {
  const said: string[] = [];
  const before = console[level];
  console[level] = (...words: unknown[]) => said.push(words.join(' '));
  restores.push(() => (console[level] = before));
  return said;
}
const restores: (() => void)[] = [];
afterEach(() => {
  for (const restore of restores.splice(0)) restore();
});

describe('a page that is not only ours', () => {
  it('may give arrays a toJSON and an Array.from of its own', async () => {
    const server = serve();
    const element = await mount();
    const { from } = Array;
    const answer = JSON.stringify({ effects: {}, state: { ...server.state, version: 50 } });
    server.intercept = ({ path }) => (path === 'track' ? new Response(answer) : undefined);
    Object.defineProperty(Array.prototype, 'toJSON', {
      configurable: true,
      value(this: unknown[]) {
        return `[${this.join(', ')}]`;
      },
    });
    Array.from = ((things: ArrayLike<unknown>) => Array.prototype.slice.call(things)) as typeof Array.from;
    restores.push(() => {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
      Array.from = from;
    });
    const bodies: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      if (init?.body) bodies.push(init.body as string);
      return fetch(input, init);
    };
    await element.track('lesson_completed', {
      words: ['a', 'b'],
      at: new Date(0),
      none: undefined,
      deep: { list: [1] },
    });
    globalThis.fetch = fetch;
    assert.deepEqual((JSON.parse(bodies[0]!) as { properties: unknown }).properties, {
      words: ['a', 'b'],
      at: '1970-01-01T00:00:00.000Z',
      deep: { list: [1] },
    });
    element.requestUpdate();
    await element.updateComplete;
    assert.lengthOf(server.to('track'), 1);
  });

  it('may move the element to another document, and back', async () => {
    serve();
    const element = await mount();
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument!.body.append(element);
    await element.updateComplete;
    const border = () => element.ownerDocument.defaultView!.getComputedStyle(part(element, 'container')).borderTopWidth;
    assert.equal(border(), '1px');
    document.body.append(element);
    await element.updateComplete;
    assert.equal(border(), '1px');
  });

  it('may move an egg to another document', async () => {
    const server = serve();
    const image = { url: 'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>', alt: '' };
    const egg = { egg_id: 'egg_01m7ybcptb969an5nze1e82wb0', status: 'waiting', warmth: null, choices: [], image };
    server.intercept = ({ path }) =>
      path === 'state' ? json({ ...server.state, buddy: null, evolution: null, egg }) : undefined;
    const element = create();
    document.body.append(element);
    const nest = () => element.shadowRoot!.querySelector('hatched-egg');
    await until(nest);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument!.body.append(element);
    await element.updateComplete;
    assert.equal(frame.contentWindow!.getComputedStyle(nest()!).position, 'absolute');
  });

  it('may be one without HTTPS: an egg hatches there, too', async () => {
    const token = tokenOf();
    using unhandled = rejections();
    const gone = ['randomUUID', 'subtle'].map((name) => [Crypto.prototype, name] as const);
    for (const [owner, name] of gone) {
      const before = Object.getOwnPropertyDescriptor(owner, name)!;
      Reflect.deleteProperty(owner, name);
      restores.push(() => Object.defineProperty(owner, name, before));
    }
    const server = serve();
    const image = { url: 'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>', alt: '' };
    const ready = { egg_id: 'egg_01m7ybcptb969an5nze1e82wb0', status: 'ready', warmth: null, choices: [], image };
    const state = { ...server.state, scopes: ['read', 'buddy:hatch'], buddy: null, evolution: null, egg: ready };
    server.intercept = ({ path }) => (path === 'state' ? json(state) : undefined);
    const element = create({ 'session-token': token });
    document.body.append(element);
    const hatch = () =>
      element.shadowRoot!.querySelector('hatched-egg')?.shadowRoot?.querySelector<HTMLElement>('.strong');
    await until(hatch);
    hatch()!.click();
    await server.asked('hatch');
    assert.isAbove(server.to('hatch')[0]!.headers.get('idempotency-key')!.length, 15);
    // This server knows of no egg: the refusal is told on the card, and to nobody else.
    const egg = element.shadowRoot!.querySelector('hatched-egg')!.shadowRoot!;
    await until(() => egg.querySelector('[role=alert]'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(unhandled.reasons, []);
  });

  it('may take the element away while the details of a badge are on their way', async () => {
    serve();
    using unhandled = rejections();
    const element = await mount();
    for (const badge of element.shadowRoot!.querySelectorAll<HTMLElement>('[part=badge]')) badge.click();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(unhandled.reasons, []);
  });

  it('may refuse its clipboard', async () => {
    const server = serve();
    server.intercept = () => problem('forbidden');
    const { clipboard } = navigator;
    const writeText = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    restores.push(() => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard }));
    using unhandled = rejections();
    const element = create();
    document.body.append(element);
    await until(() => element.shadowRoot!.querySelector('.id'));
    element.shadowRoot!.querySelector<HTMLElement>('.id')!.click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(unhandled.reasons, []);
  });

  it('may change its language in place', async () => {
    const server = serve();
    const element = await mount();
    const { lang } = document.documentElement;
    restores.push(() => (document.documentElement.lang = lang));
    document.documentElement.lang = 'de';
    await until(() => textOf(part(element, 'streaks')).includes('Serien'));
    await until(() => server.to('state').some(({ headers }) => headers.get('accept-language') === 'de'));
    assert.equal(textOf(part(element, 'name')), 'Pip');
  });

  it('may have no AbortSignal.any, no Promise.try and none of what is younger than our floor', async () => {
    const server = serve();
    const gone: [object, string][] = [
      [AbortSignal, 'any'],
      [Promise, 'try'],
      [Object, 'groupBy'],
      [globalThis, 'CloseWatcher'],
      [globalThis, 'requestIdleCallback'],
      [globalThis, 'scheduler'],
      [Document.prototype, 'startViewTransition'],
      [Element.prototype, 'moveBefore'],
      [Array, 'fromAsync'],
      [Set.prototype, 'union'],
      [RegExp, 'escape'],
      [Uint8Array, 'fromBase64'],
    ];
    for (const [owner, name] of gone) {
      const before = Object.getOwnPropertyDescriptor(owner, name);
      if (!before) continue;
      Reflect.deleteProperty(owner, name);
      restores.push(() => Object.defineProperty(owner, name, before));
    }
    const element = await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    const changed = next(element, 'hatched-state-change');
    server.change(buddyState({ buddy: { name: 'Pippa' } }));
    await changed;
    await element.openMarket();
    await server.asked('marketplace');
    element.closeMarket();
  });
});

describe('an element without any credential', () => {
  it('says once what to set: in the console, and on a developer’s own machine on the card', async () => {
    serve();
    const said = listenTo('error');
    const element = create({ 'session-token': null });
    const failed = next(element, 'hatched-error');
    document.body.append(element);
    assert.equal((await failed).code, 'not_configured');
    await until(() => noticeOf(element));
    assert.match(textOf(noticeOf(element)!), /Set session-token, getSessionToken, or publishable-key/);
    assert.lengthOf(said, 1);
  });
});

describe('the debug attribute', () => {
  it('prints what is asked and answered, and what the stream does, without a token', async () => {
    const server = serve();
    const said = listenTo('debug');
    const token = tokenOf();
    const element = await mount({ debug: '', live: 'auto', 'session-token': token });
    await until(() => said.some((line) => line.includes('the stream flows')));
    await element.track('lesson_completed');
    server.refused.set(token, 'token_revoked');
    await element.refresh();
    for (const line of ['GET state: 200', 'GET stream: 200', 'POST track: 200', 'GET state: 401'])
      assert.isTrue(
        said.some((one) => one === `hatched-buddy: ${line}`),
        `${line} in ${said.join('; ')}`,
      );
    assert.isFalse(said.some((line) => line.includes(token) || line.includes(token.split('.')[2]!)));
  });

  it('prints nothing where it is not set, or no longer', async () => {
    serve();
    const said = listenTo('debug');
    const element = await mount({ debug: '' });
    element.debug = false;
    await element.updateComplete;
    said.length = 0;
    await element.refresh();
    assert.deepEqual(said, []);
  });
});

describe('answers that are none', () => {
  it('a foreign 200 is told as any other failure', async () => {
    const server = serve();
    server.intercept = ({ path }) => (path === 'state' ? json({ hello: 'from a portal' }) : undefined);
    const element = create();
    const failed = next(element, 'hatched-error');
    document.body.append(element);
    assert.equal((await failed).code, 'unavailable');
    await until(() => noticeOf(element));
  });

  it('a server that asks us to wait is told to the person who waits, with the seconds', async () => {
    const server = serve();
    server.intercept = ({ path }) => (path === 'state' ? problem('rate_limited', { 'retry-after': '20' }) : undefined);
    const element = create();
    const failed = next(element, 'hatched-error');
    document.body.append(element);
    assert.equal((await failed).code, 'rate_limited');
    await until(() => noticeOf(element));
    assert.match(textOf(noticeOf(element)!), /(Busy right now|a lot going on)\. Again in (19|20) s\./);
    assert.lengthOf(server.to('state'), 1);
    await until(() => /Again in 1[78] s/.test(textOf(noticeOf(element)!)));
  });
});

import { sendKeys } from '@web/test-runner-commands';
import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { attach, create, mount, part, rejections, serve, textOf, until } from '../../support/widget/page.ts';
import { bar, button, card, inside, openShop, press, rendered } from '../../support/widget/shop.ts';

/** Pages of every kind on which the element has always stood, and goes on standing. */
const restores: (() => void)[] = [];
afterEach(() => {
  for (const restore of restores.splice(0)) restore();
});

describe('the element holds on a page', () => {
  it('that unsets all that can be styled', async () => {
    const server = serve();
    const element = await openShop(server);
    const place = document.createElement('div');
    place.style.cssText = 'display: block; inline-size: 380px';
    document.body.append(place);
    place.append(element);
    await element.updateComplete;
    const before = part(element, 'container').getBoundingClientRect();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { all: unset }');
    document.adoptedStyleSheets.push(sheet);
    restores.push(() => document.adoptedStyleSheets.splice(0));
    const after = part(element, 'container').getBoundingClientRect();
    assert.deepEqual([after.width, after.height], [before.width, before.height]);
    const shop = inside(element).querySelector('dialog')!;
    assert.isTrue(shop.matches(':modal'));
    assert.isAbove(shop.offsetHeight, 200);
    assert.equal(getComputedStyle(shop).position, 'fixed');
  });

  it('that keeps the focus in its own dialog, which the element is in', async () => {
    const server = serve();
    const trap = document.createElement('div');
    const first = document.createElement('button');
    trap.append(first);
    document.body.append(trap);
    const keep = (event: FocusEvent) => {
      if (!trap.contains(event.target as Node)) first.focus();
    };
    document.addEventListener('focusin', keep);
    restores.push(() => document.removeEventListener('focusin', keep));
    const element = create();
    await attach(element, trap);
    await until(() => element.more);
    await press(part(element, 'market-button'));
    await server.asked('marketplace');
    await until(() => inside(element).querySelector('.item:not(.ghost)'));
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    assert.isTrue(inside(element).activeElement?.matches('.main'));
    await sendKeys({ press: 'Tab' });
    assert.isNotNull(inside(element).activeElement);
  });

  it('that is a form: nothing in it submits it', async () => {
    const server = serve();
    const form = document.createElement('form');
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted++;
    });
    document.body.append(form);
    const element = await openShop(server);
    form.append(element);
    await element.updateComplete;
    using unhandled = rejections();
    for (const root of [element.shadowRoot!, inside(element)]) {
      for (const one of root.querySelectorAll('button')) one.click();
      await element.updateComplete;
    }
    assert.equal(submitted, 0);
    assert.lengthOf([...new FormData(form)], 0);
    assert.deepEqual(unhandled.reasons, []);
  });

  it('whose translator puts other nodes in the place of texts', async () => {
    const server = serve();
    const element = await mount();
    const walk = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walk.nextNode()) if (walk.currentNode.textContent!.trim()) texts.push(walk.currentNode as Text);
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = text.data.toUpperCase();
      text.replaceWith(font);
    }
    server.state = buddyState({ version: 90, buddy: { name: 'Zed', coins: 999 } });
    await element.refresh();
    await until(() => textOf(part(element, 'wallet')).includes('999'));
    assert.equal(textOf(part(element, 'name')), 'Zed');
    await element.openMarket();
    element.remove();
  });

  it('that has a fetch of its own, which takes requests whole', async () => {
    serve();
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { method, headers, signal } = request;
      const body = method === 'GET' ? null : await request.text();
      const answer = await fetch(request.url, { method, headers, signal, body });
      // As those do that look into answers.
      if (answer.headers.get('content-type')?.includes('json')) void answer.clone().text();
      return answer;
    };
    restores.push(() => (globalThis.fetch = fetch));
    const element = await mount({ live: 'auto' });
    assert.equal((await element.track('lesson_completed')).effects.coins, 10);
  });
});

describe('the element holds where what comes', () => {
  const answers: Record<string, () => Response> = {
    'is a page of a proxy': () =>
      new Response('<h1>Bad gateway', { status: 502, headers: { 'content-type': 'text/html' } }),
    'is nothing': () => new Response(null, { status: 204 }),
    'is null': () => new Response('null', { headers: { 'content-type': 'application/json' } }),
  };
  for (const [what, answer] of Object.entries(answers)) {
    it(`${what}: it is asked for again, and an activity is through in the end`, async () => {
      const server = serve();
      let bad: string | null = 'state';
      server.intercept = ({ path }) => {
        if (path !== bad) return undefined;
        bad = null;
        return answer();
      };
      const element = await mount();
      assert.lengthOf(server.to('state'), 2);
      if (what === 'is a page of a proxy') {
        bad = 'track';
        assert.equal((await element.track('lesson_completed')).effects.coins, 10);
        const ids = new Set(server.to('track').map(({ body }) => body?.['event_id']));
        assert.equal(ids.size, 1);
      }
    });
  }

  it('comes back with the line: what rests for long is asked for at once', async () => {
    const server = serve();
    let away = false;
    server.intercept = ({ path }) =>
      away && (path === 'stream' || path === 'state') ? Promise.reject(new TypeError('Failed to fetch')) : undefined;
    await mount({ live: 'auto' });
    await until(() => server.streams === 1);
    away = true;
    server.endStreams();
    await server.asked('stream', 4);
    away = false;
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(server.streams, 0, 'it waits for some seconds now');
    const asked = server.to('stream').length;
    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.isAbove(server.to('stream').length, asked);
  });
});

describe('three taps on Buy', () => {
  it('are one purchase', async () => {
    const server = serve();
    const element = await openShop(server);
    await press(card(element, 'cowboy_hat'));
    await rendered(element);
    const buy = button(element, 'Buy and wear');
    for (let tap = 0; tap < 3; tap++) buy.click();
    await until(() => element.state?.buddy!.coins === 70);
    await rendered(element);
    assert.lengthOf(server.to('marketplace/purchases'), 1);
    assert.isNotNull(bar(element));
  });
});

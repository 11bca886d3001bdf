import { assert } from 'chai';
import type { TokenReason } from '../../../src/widget/index.ts';
import { buddyState, picture } from '../../support/widget/fixtures.ts';
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
import { hurry, rightClock, setClockWrong } from '../../support/widget/time.ts';
import { type FakeServer, json, problem } from '../../support/widget/server.ts';

const HOUR = 3_600_000;
const element = () => document.querySelector('hatched-buddy')!;

describe('credentials', () => {
  it('sends the token in the header, and nowhere else', async () => {
    const server = serve();
    const secret = tokenOf({ jti: 'very-private' });
    const element = await mount({ 'session-token': secret, live: 'auto' });
    await server.asked('stream');
    await element.track('lesson_completed', { score: 1 });
    for (const { url, token, body } of server.requests) {
      assert.equal(token, secret);
      assert.notInclude(url + JSON.stringify(body), secret);
    }
    assert.notInclude(JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie, secret);
  });

  it('reads with a publishable key, naming the buddy in the query', async () => {
    const server = serve(buddyState({ scopes: ['read'] }));
    await mount({ 'session-token': null, 'publishable-key': 'hatch_pk_x', 'user-id': 'user 42', audience: 'kids' });
    assert.equal(server.requests[0]?.token, 'hatch_pk_x');
    assert.match(server.requests[0]?.url ?? '', /\/widget\/state\?user_id=user\+42&audience=kids$/);
  });

  for (const attribute of ['session-token', 'publishable-key', 'user-id', 'data-note']) {
    it(`refuses a secret key in ${attribute}, loudly, and sends nothing`, async () => {
      const server = serve();
      const said: string[] = [];
      const { error } = console;
      console.error = (...words: unknown[]) => said.push(words.join(' '));
      const key = `hatch_live_${'s'.repeat(40)}`;
      const element = create({ [attribute]: key });
      const refused = next(element, 'hatched-error');
      document.body.append(element);
      const { code, message } = await refused;
      await settled(element);
      console.error = error;
      assert.equal(code, 'secret_key_refused');
      assert.lengthOf(server.requests, 0);
      assert.match(said.join(), /SECRET key/);
      assert.notInclude(said.join() + message, key);
      assert.match(textOf(part(element, 'status')), /^$/);
      assert.match(textOf(element.shadowRoot!.querySelector('.notice')!), /may not show/);
    });
  }

  it('refuses a secret key that the page’s function gives', async () => {
    const server = serve();
    const element = create({ 'session-token': null });
    element.getSessionToken = () => `hatch_test_${'s'.repeat(40)}`;
    const refused = next(element, 'hatched-error');
    document.body.append(element);
    await refused;
    assert.lengthOf(server.requests, 0);
  });
});

/** Mounts an element whose page gives `fresh` when it is asked; answers why it was asked. */
async function readyAsking(token: string | null, fresh: string): Promise<TokenReason[]> {
  const reasons: TokenReason[] = [];
  const element = create({ 'session-token': token });
  element.getSessionToken = async (reason) => {
    reasons.push(reason);
    return fresh;
  };
  await attach(element);
  return reasons;
}

function tokensOf(server: FakeServer): string[] {
  return server.requests.map((request) => request.token);
}

describe('the life of a token', () => {
  it('asks the page for the first one', async () => {
    const server = serve();
    const fresh = tokenOf();
    assert.deepEqual(await readyAsking(null, fresh), ['missing']);
    assert.deepEqual(tokensOf(server), [fresh]);
  });

  it('asks for another once 80 % of its life are over, however wrong the clock of the visitor is', async () => {
    for (const wrong of [-20 * HOUR, 5 * HOUR]) {
      const server = serve();
      const now = Math.floor(Date.now() / 1000);
      setClockWrong(wrong);
      const [old, fresh] = [tokenOf({ iat: now, exp: now + 3600 }), tokenOf({ iat: now, exp: now + 3600 })];
      const reasons = await readyAsking(old, fresh);
      hurry(0.79 * HOUR);
      await element().refresh();
      assert.deepEqual(reasons, []);
      hurry(0.02 * HOUR);
      await element().refresh();
      assert.deepEqual(reasons, ['expiring']);
      assert.deepEqual(tokensOf(server), [old, old, fresh]);
      rightClock();
      element().remove();
      server.restore();
    }
  });

  it('renews once on 401 and tries once more', async () => {
    const server = serve();
    const [old, fresh] = [tokenOf(), tokenOf()];
    server.refused.set(old, 'token_revoked');
    assert.deepEqual(await readyAsking(old, fresh), ['expired']);
    assert.deepEqual(tokensOf(server), [old, fresh]);
  });

  it('asks the page once for calls that are refused together', async () => {
    const server = serve();
    const old = tokenOf();
    const fresh = tokenOf();
    let asked = 0;
    const element = await mount({ 'session-token': old });
    element.getSessionToken = async () => {
      asked++;
      return fresh;
    };
    server.refused.set(old, 'token_expired');
    await Promise.all([element.track('a'), element.track('b'), element.track('c')]);
    assert.equal(asked, 1);
  });

  it('says so when the session has ended, and keeps the last picture', async () => {
    const server = serve();
    const token = tokenOf();
    const element = await mount({ 'session-token': token });
    server.refused.set(token, 'token_expired');
    const expired = next(element, 'hatched-session-expired');
    await element.refresh();
    await expired;
    await element.updateComplete;
    assert.equal(server.to('state').length, 2);
    assert.equal(textOf(part(element, 'name')), 'Pip');
    assert.isNotNull(part(element, 'image').getAttribute('src'));
    assert.match(textOf(element.shadowRoot!.querySelector('.notice')!), /session has ended/);
  });

  it('goes on with a new token without losing sight of the buddy', async () => {
    const server = serve();
    const old = tokenOf();
    const element = await mount({ 'session-token': old });
    server.refused.set(old, 'token_expired');
    await element.refresh();
    element.setAttribute('session-token', tokenOf());
    await element.updateComplete;
    assert.equal(textOf(part(element, 'name')), 'Pip');
    await server.asked('state', 3);
    await until(() => !element.shadowRoot!.querySelector('.notice'));
  });

  it('shows nothing of another buddy whose token takes its place', async () => {
    const server = serve();
    const element = await mount();
    server.intercept = () => new Promise(() => undefined);
    element.setAttribute('session-token', tokenOf({ sub: 'buddy_01m7ybcptb969an5nze1e82wb9' }));
    await element.updateComplete;
    assert.isNull(element.state);
    assert.isNull(element.shadowRoot!.querySelector('[part=name]'));
  });
});

describe('another buddy', () => {
  it('brings its own picture at once, also where another element shows it already', async () => {
    const server = serve();
    const url = picture(['cowboy_hat']);
    const first = await mount();
    const image = { ...server.state.buddy!.image!, url };
    server.state = buddyState({ buddy: { buddy_id: 'buddy_01m7ybcptb969an5nze1e82wb9', image } });
    const token = tokenOf({ sub: 'buddy_01m7ybcptb969an5nze1e82wb9' });
    await mount({ 'session-token': token });
    first.setAttribute('session-token', token);
    await first.updateComplete;
    assert.equal(part(first, 'image').getAttribute('src'), url);
  });
});

describe('calls that fail', () => {
  it('are tried again where that may help, and only then', async () => {
    const server = serve();
    const answers = [problem('service_unavailable', { 'retry-after': '0.01' }), problem('rate_limited')];
    server.intercept = () => answers.shift();
    await mount();
    assert.equal(server.to('state').length, 3);
  });

  it('keep the same event id across retries', async () => {
    const server = serve();
    const element = await mount();
    const answers = [problem('internal_error'), undefined];
    server.intercept = () => answers.shift();
    await element.track('lesson_completed');
    const ids = server.to('track').map((request) => request.body?.['event_id']);
    assert.lengthOf(ids, 2);
    assert.equal(ids[0], ids[1]);
  });

  it('take the event id that the page gives', async () => {
    const server = serve();
    const element = await mount();
    const answer = await element.track('lesson_completed', { score: 1 }, { eventId: 'lesson-7' });
    assert.deepEqual(server.to('track')[0]?.body, {
      event_id: 'lesson-7',
      type: 'lesson_completed',
      properties: { score: 1 },
    });
    assert.equal(answer.effects.coins, 10);
    assert.equal(element.state?.buddy!.coins, 130);
  });

  it('reject with code, message and request id, and tell the page', async () => {
    const server = serve();
    const element = await mount();
    server.intercept = ({ path }) => (path === 'track' ? problem('validation_failed') : undefined);
    const told = next(element, 'hatched-error');
    const error = await element.track('').then(
      () => null,
      (reason: unknown) => reason as { code: string; requestId: string },
    );
    assert.include(error, { code: 'validation_failed', requestId: 'req-validation_failed' });
    assert.equal((await told).requestId, 'req-validation_failed');
    assert.lengthOf(server.to('track'), 1);
  });

  it('show what is wrong, and a way back', async () => {
    const server = serve();
    server.intercept = () => problem('forbidden');
    const element = create();
    const failed = next(element, 'hatched-error');
    document.body.append(element);
    assert.equal((await failed).code, 'forbidden');
    await settled(element);
    assert.match(textOf(element.shadowRoot!.querySelector('.notice')!), /may not show/);
  });

  it('of a user without a buddy wait for one to hatch', async () => {
    const server = serve();
    server.intercept = () => problem('resource_not_found');
    const element = create();
    const failed = next(element, 'hatched-error');
    document.body.append(element);
    await failed;
    await settled(element);
    const notice = element.shadowRoot!.querySelector('.notice')!;
    assert.match(textOf(notice), /No buddy/);
    server.intercept = () => undefined;
    const ready = next(element, 'hatched-ready');
    notice.querySelector('button')!.click();
    await ready;
    await settled(element);
    assert.equal(textOf(part(element, 'name')), 'Pip');
  });

  it('with a page of a proxy are told as what they are', async () => {
    const server = serve();
    const element = await mount();
    server.intercept = ({ path }) => (path === 'track' ? new Response('<html>', { status: 413 }) : undefined);
    const error = await element.track('x').then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.include(error, { code: 'bad_request', status: 413 });
    server.intercept = () => json({});
  });
});

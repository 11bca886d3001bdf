import { assert } from 'chai';
import { buddyState, streak } from '../../support/widget/fixtures.ts';
import { attach, create, mount, part, serve, textOf, tokenOf, until } from '../../support/widget/page.ts';
import { problem } from '../../support/widget/server.ts';
import { setClockWrong, shortenWaits } from '../../support/widget/time.ts';

const MINUTE = 60_000;
const inMinutes = (n: number) => new Date(Date.now() + n * MINUTE).toISOString();

describe('a visitor’s clock that is wrong', () => {
  for (const [what, hours] of [
    ['20 hours slow', -20],
    ['5 hours fast', 5],
    ['right', 0],
  ] as const) {
    it(`changes nothing that is shown: ${what}`, async () => {
      serve(buddyState({ streaks: [streak('daily', { expires_at: inMinutes(16.5) })] }));
      setClockWrong(hours * 60 * MINUTE);
      const element = await mount();
      assert.include(textOf(part(element, 'streaks')), 'Ends in 16 minutes');
    });
  }
});

describe('a server that is slow or away', () => {
  it('is let answer: 18 seconds are not too long for a state', async () => {
    shortenWaits(20);
    const server = serve();
    let first = true;
    server.intercept = ({ path }) => {
      if (path !== 'state' || !first) return undefined;
      first = false;
      return new Promise((resolve) => setTimeout(() => resolve(Response.json(server.state)), 18_000));
    };
    await mount();
    assert.lengthOf(server.to('state'), 1);
  });

  it('is told of within two seconds where what was tracked has no answer', async () => {
    const server = serve();
    const element = await mount();
    server.intercept = ({ path }) => (path === 'track' ? new Promise(() => undefined) : undefined);
    void element.track('lesson_completed').catch(() => undefined);
    await server.asked('track');
    // Timers of one page come in order, however busy the machine is.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.match(textOf(element.shadowRoot!.querySelector('.notice')!), /Kept, and sent/);
  });

  it('never gets what was tracked for one person under the token of another', async () => {
    shortenWaits(20);
    const server = serve();
    const tokens = [tokenOf({ sub: 'buddy_a' }), tokenOf({ sub: 'buddy_b' })];
    const element = create({ 'session-token': null });
    element.getSessionToken = () => tokens[0]!;
    await attach(element);
    server.intercept = ({ path }) => (path === 'track' ? problem('service_unavailable') : undefined);
    const tracked = element.track('lesson_completed').then(
      () => 'sent',
      (error: unknown) => (error as { code: string }).code,
    );
    await server.asked('track', 5);
    element.getSessionToken = () => tokens[1]!;
    await element.updateComplete;
    server.intercept = () => undefined;
    server.refused.set(tokens[0]!, 'token_revoked');
    assert.equal(await tracked, 'session_expired');
    assert.notInclude(
      server.to('track').map(({ token }) => token),
      tokens[1],
    );
    assert.isNull(element.shadowRoot!.querySelector('.notice'));
  });

  for (const path of ['stream', 'state']) {
    it(`is asked again for its ${path} when it said, not before`, async () => {
      shortenWaits(20);
      const server = serve();
      const element = await mount({ live: 'auto' });
      await until(() => server.streams === 1);
      const asked: number[] = [];
      server.intercept = (request) => {
        if (request.path === 'stream' && path === 'state') return new Response('', { status: 503 });
        if (request.path !== path) return undefined;
        asked.push(performance.now());
        return problem('rate_limited', { 'retry-after': '90' });
      };
      server.endStreams();
      await until(() => asked.length === 2);
      assert.isAtLeast(asked[1]! - asked[0]!, 90_000);
      element.remove();
    });
  }

  it('gets what was tracked when it is back, once and under the same id; the person is told until then', async () => {
    shortenWaits(5);
    const server = serve();
    const element = await mount();
    let away = true;
    server.intercept = ({ path }) => (away && path === 'track' ? problem('service_unavailable') : undefined);
    const codes: string[] = [];
    element.addEventListener('hatched-error', ({ code }) => codes.push(code));
    const tracked = element.track('lesson_completed', { score: 1 });
    const notice = () => element.shadowRoot!.querySelector('.notice');
    await until(() => notice() && /Kept, and sent/.test(textOf(notice()!)));
    await server.asked('track', 6);
    away = false;
    const answer = await tracked;
    assert.equal(answer.effects.coins, 10);
    const ids = new Set(server.to('track').map(({ body }) => body?.['event_id']));
    assert.equal(ids.size, 1);
    await until(() => !notice());
    assert.deepEqual(codes, ['service_unavailable']);
  });
});

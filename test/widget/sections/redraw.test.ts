import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { hearing, mount, serve, textOf, until } from '../../support/widget/page.ts';

describe('a picture that failed', () => {
  it('is drawn again at a press, where that is allowed', async () => {
    const failed = { appearance: { status: 'failed' as const, error: null } };
    const server = serve(buddyState({ buddy: failed, scopes: ['read', 'items:equip'] }));
    server.intercept = ({ method, path }) => {
      if (`${method} ${path}` !== 'POST appearance/rerender') return undefined;
      const { version, buddy } = server.state;
      const pending = { ...buddy, appearance: { ...failed.appearance, status: 'pending' as const } };
      server.state = { ...server.state, version: version + 1, buddy: pending };
      return Response.json({ operation_id: 'op_1' }, { status: 202 });
    };
    const element = await mount();
    const today = element.shadowRoot!.querySelector('.today')!;
    assert.match(textOf(today), /The new look got stuck.*Try again/);
    assert.isNull(today.querySelector('[role=alert]'));
    assert.isAtLeast(today.querySelector('button')!.getBoundingClientRect().height, 24);
    today.querySelector('button')!.click();
    await until(() => textOf(today) === 'New look on its way');

    server.state = buddyState({ version: 99, buddy: failed, scopes: ['read'] });
    await element.refresh();
    await until(() => textOf(today) === 'The new look got stuck');
  });

  it('stays, and kindly says so, where a new drawing is refused; the page is told why', async () => {
    const failed = { appearance: { status: 'failed' as const, error: null } };
    const server = serve(buddyState({ buddy: failed, scopes: ['read', 'items:equip'] }));
    server.intercept = ({ path }) => {
      if (path !== 'appearance/rerender') return undefined;
      const error = { code: 'conflict', message: 'Not now.', requestId: 'req_1' };
      return Response.json({ error }, { status: 409 });
    };
    const element = await mount();
    using events = hearing('hatched-error');
    const today = element.shadowRoot!.querySelector('.today')!;
    today.querySelector('button')!.click();
    await until(() => today.querySelector('[role=alert]'));
    assert.match(textOf(today), /The picture stays as it is\..*Try again/);
    assert.include(events.heard, 'hatched-error');
  });
});

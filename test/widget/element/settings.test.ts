import { assert } from 'chai';
import { create, mount, part, serve, until } from '../../support/widget/page.ts';

/** What frameworks give a property that their user has left open. */
const NOTHING = { undefined: undefined, null: null, false: false };

describe('a setting that says nothing', () => {
  for (const [what, value] of Object.entries(NOTHING)) {
    it(`is as if it were not there: ${what}`, async () => {
      const server = serve();
      const element = create({ live: null });
      for (const name of ['demo', 'live', 'size', 'look', 'theme', 'sections', 'celebrate', 'headingLevel', 'strings'])
        Object.assign(element, { [name]: value });
      document.body.append(element);
      await until(() => server.streams === 1);
      await until(() => element.shadowRoot!.querySelector('[part=badges] .medals'));
      assert.equal(part(element, 'name').getAttribute('aria-level'), '3');
      for (const name of ['stage', 'wallet', 'skills', 'streaks', 'badges', 'market-button'])
        assert.isAbove(part(element, name).offsetHeight, 0, name);
    });
  }
});

describe('a setting that nobody knows', () => {
  it('is as the default', async () => {
    const server = serve();
    const unknown = { live: 'always', size: 'huge', look: 'plaid', theme: 'blue', celebrate: 'loud' };
    const element = await mount({ ...unknown, 'heading-level': 'two' });
    await until(() => server.streams === 1);
    assert.equal(part(element, 'name').getAttribute('aria-level'), '3');
  });
});

describe('the demo', () => {
  it('is asked for by the attribute alone, and by true, as JSX writes it', async () => {
    const server = serve();
    for (const value of ['', true]) {
      const element = create({ 'session-token': null });
      Object.assign(element, { demo: value });
      document.body.append(element);
      await until(() => element.state?.buddy ?? element.state?.egg);
      element.remove();
    }
    assert.lengthOf(server.requests, 0);
  });
});

import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { mount, next, part, serve, textOf, until } from '../../support/widget/page.ts';
import { json, problem, type FakeServer } from '../../support/widget/server.ts';

const OWN = buddyState().buddy.buddy_id;
const attributes = { sections: 'stage leaderboard', leaderboard: 'weekly cup' };

function entries(places: number, own: number) {
  return Array.from({ length: places }, (_, index) => ({
    rank: index + 1,
    buddy_id: index === own ? OWN : `buddy_${index}`,
    name: `Buddy ${index + 1}`,
    value: 1000 - index * 10,
  }));
}

function answering(server: FakeServer, answer: () => Response): void {
  server.intercept = ({ path }) => (path.startsWith('leaderboards/') ? answer() : undefined);
}

describe('a leaderboard', () => {
  it('shows the own place among its neighbours', async () => {
    const server = serve();
    answering(server, () => json({ entries: entries(9, 5) }));
    const element = await mount(attributes);
    const section = part(element, 'leaderboard');
    await until(() => section.querySelector('.points'));
    assert.deepEqual(server.to('leaderboards/weekly%20cup').length, 1);
    const rows = [...section.querySelectorAll('li')];
    assert.deepEqual(
      rows.map((row) => textOf(row.querySelector('.label')!)),
      ['Buddy 4', 'Buddy 5', 'Buddy 6', 'Buddy 7', 'Buddy 8'],
    );
    const own = rows.filter((row) => row.ariaCurrent === 'true');
    assert.deepEqual(own.map(textOf), ['Place 66 Buddy 6 You 950']);
    assert.equal(textOf(section.querySelector('.heading')!), 'Leaderboard Place 6');
  });

  it('has room for all of it at both ends', async () => {
    for (const [place, first] of [
      [0, 'Buddy 1'],
      [8, 'Buddy 5'],
    ] as const) {
      const server = serve();
      answering(server, () => json({ entries: entries(9, place) }));
      const element = await mount(attributes);
      const section = part(element, 'leaderboard');
      await until(() => section.querySelector('.points'));
      assert.equal(textOf(section.querySelector('.label')!), first);
      assert.lengthOf(section.querySelectorAll('li'), 5);
      const { bottom } = section.querySelector('li:last-child')!.getBoundingClientRect();
      assert.isAtMost(bottom, section.getBoundingClientRect().bottom + 0.5);
      element.remove();
    }
  });

  it('is asked for again when the buddy has done something', async () => {
    const server = serve();
    let place = 4;
    answering(server, () => json({ entries: entries(5, place) }));
    const element = await mount(attributes);
    const own = () => part(element, 'leaderboard').querySelector('.own .rank b')?.textContent;
    await until(() => own() === '5');
    place = 1;
    await element.track('lesson');
    await until(() => own() === '2');
  });

  it('says so where nobody is on it, and keeps its height', async () => {
    const server = serve();
    answering(server, () => json({ entries: [] }));
    const element = await mount(attributes);
    const section = part(element, 'leaderboard');
    await until(() => section.querySelector('.board-words'));
    assert.include(textOf(section), 'You are not on it yet.');
    assert.equal(section.offsetHeight, 196);
  });

  it('says that it failed, and tries again when asked', async () => {
    const server = serve();
    let fails = true;
    answering(server, () =>
      fails ? problem('service_unavailable', { 'retry-after': '90' }) : json({ entries: entries(3, 0) }),
    );
    const failed = new Promise((resolve) => document.addEventListener('hatched-error', resolve, { once: true }));
    const element = await mount(attributes);
    await failed;
    const section = part(element, 'leaderboard');
    await until(() => section.querySelector('[role=alert]'));
    fails = false;
    section.querySelector('button')!.click();
    await until(() => section.querySelector('.own'));
  });

  it('that does not exist is said, with nothing to press', async () => {
    const server = serve();
    answering(server, () => problem('resource_not_found'));
    const told = next(document, 'hatched-error');
    const element = await mount(attributes);
    assert.equal((await told).code, 'resource_not_found');
    await until(() => part(element, 'leaderboard').querySelector('.board-words'));
    assert.isNull(part(element, 'leaderboard').querySelector('button'));
  });

  it('of another name takes the place of the first', async () => {
    const server = serve();
    server.intercept = ({ path }) =>
      path.startsWith('leaderboards/') ? json({ entries: entries(path.endsWith('b') ? 2 : 4, 0) }) : undefined;
    const element = await mount({ ...attributes, leaderboard: 'a' });
    const rows = () => part(element, 'leaderboard').querySelectorAll('.points').length;
    await until(() => rows() === 4);
    element.leaderboard = 'b';
    await until(() => rows() === 2);
  });

  it('costs nothing where none is named', async () => {
    const server = serve();
    await mount();
    assert.isEmpty(server.requests.filter(({ path }) => path.startsWith('leaderboards')));
  });
});

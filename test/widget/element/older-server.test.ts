import { assert } from 'chai';
import { card, openShop, press, inside, worn } from '../../support/widget/shop.ts';
import { mount, part, serve, textOf, until } from '../../support/widget/page.ts';
import { json } from '../../support/widget/server.ts';

/** What the server of commit 74b02f7 answered, recorded: pages may be updated before their server is. */
interface Recorded {
  bought: string;
  answers: Record<string, { status: number; headers: Record<string, string>; body: never; text?: string }>;
}

async function olderServer() {
  const recorded = (await (await fetch('/test/fixtures/before/answers.json')).json()) as Recorded;
  const server = serve();
  server.now = null;
  let track = 0;
  server.intercept = ({ method, path }) => {
    if (path === 'stream') {
      const { text, headers } = recorded.answers['GET stream']!;
      return new Response(text ?? '', { headers });
    }
    if (path === 'track') track++;
    const answer = recorded.answers[`${method} ${path}`];
    return answer ? json(answer.body, answer.status) : undefined;
  };
  return { server, recorded, tracked: () => track };
}

describe('the server of an earlier release', () => {
  it('shows its buddy, whose state knows nothing of what is newer', async () => {
    await olderServer();
    const element = await mount();
    assert.equal(textOf(part(element, 'name')), element.state!.buddy!.name);
    for (const name of ['stage', 'wallet', 'skills', 'streaks', 'badges', 'market-button'])
      assert.isAbove(part(element, name).offsetHeight, 0, name);
    const image = part(element, 'image');
    assert.match(image.getAttribute('src') ?? image.querySelector('img')?.getAttribute('src') ?? '', /\/images\//);
  });

  it('takes activities, and its states come through the stream', async () => {
    const { server, tracked } = await olderServer();
    const element = await mount({ live: 'auto' });
    await server.asked('stream');
    await element.track('lesson_completed');
    assert.equal(tracked(), 1);
    assert.isNull(element.shadowRoot!.querySelector('.notice'));
  });

  it('sells: without a preview the item is bought and worn nevertheless', async () => {
    const { server, recorded } = await olderServer();
    const element = await openShop(server);
    await press(card(element, recorded.bought));
    await until(() => inside(element).querySelector('[part=buy]'));
    await press(inside(element).querySelector<HTMLElement>('[part=buy]')!);
    await until(() => worn(element).includes(recorded.bought));
    assert.include(textOf(inside(element).querySelector('.message')!), 'is yours!');
  });
});

import { assert } from 'chai';
import { render } from 'lit';
import { en } from '../../../src/widget/i18n/en.ts';
import { Strings } from '../../../src/widget/i18n/strings.ts';
import { badges } from '../../../src/widget/sections/badges.ts';
import { sendKeys } from '@web/test-runner-commands';
import { badge, buddyState, emptyState, fullState, skill, streak } from '../../support/widget/fixtures.ts';
import { mount, part, parts, serve, textOf } from '../../support/widget/page.ts';

describe('the sections', () => {
  it('show skills as bars with a name and a level', async () => {
    serve();
    const element = await mount();
    const bars = parts(element, 'skill').map((row) => row.querySelector('[role=progressbar]')!);
    assert.equal(bars[0]!.getAttribute('aria-label'), 'Vocabulary, Level 1');
    assert.equal(bars[0]!.getAttribute('aria-valuenow'), '25');
    assert.equal(getComputedStyle(parts(element, 'skill')[1]!).getPropertyValue('--tint'), '#d9573f');
  });

  it('spread the background of a picture over its frame, and nothing where there is none', async () => {
    for (const [category, copies] of [
      ['background', 1],
      ['head', 0],
    ] as const) {
      serve(buddyState({ equipped: [{ item_id: 'worn', category }] }));
      const element = await mount();
      const shown = [...part(element, 'stage').querySelectorAll('img')].filter((image) => image.checkVisibility());
      assert.lengthOf(shown, 1 + copies, category);
      element.remove();
    }
  });

  it('begin at their heading, however few skills there are', async () => {
    serve(buddyState({ skills: [skill('speaking')] }));
    const element = await mount();
    const list = part(element, 'skills').querySelector('ul')!.getBoundingClientRect();
    assert.equal(part(element, 'skill').getBoundingClientRect().top, list.top);
  });

  it('say how long a streak still lives', async () => {
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
    serve(
      buddyState({
        streaks: [
          streak('soon', { expires_at: hours(5.5) }),
          streak('later', { expires_at: hours(50), freezes_left: 2 }),
          streak('done', { ticked_this_period: true, count: 1 }),
          streak('out', { alive: false, count: 0, expires_at: null }),
        ],
      }),
    );
    const element = await mount();
    assert.deepEqual(
      parts(element, 'streak').map((card) => [card.className, textOf(card.querySelector('.hint')!)]),
      [
        ['soon', 'Ends in 5 hours'],
        ['low', 'Ends in 2 days'],
        ['lit', 'Done for now'],
        ['out', 'Start it today'],
      ],
    );
    assert.deepEqual(
      parts(element, 'streak').map((card) => textOf(card.querySelector('b')!)),
      ['6 days', '6 days', '1 day', '0 days'],
    );
    assert.equal(element.shadowRoot!.querySelector('.freezes')!.getAttribute('aria-label'), '2 freezes left');
  });

  it('show badges, earned or not, and tell of the one that has the focus', async () => {
    serve();
    const element = await mount();
    const [first, second] = parts(element, 'badge');
    assert.equal(
      textOf(first!.querySelector('.details')!),
      'First lesson What First lesson is for. Earned Nov 7, 2026',
    );
    assert.match(textOf(second!.querySelector('.details')!), /Not earned yet$/);
    assert.match(textOf(part(element, 'badges')), /^Badges1 of 3/);
    const details = first!.querySelector('.details')!;
    assert.equal(getComputedStyle(details).opacity, '0');
    first!.focus();
    assert.equal(getComputedStyle(details).opacity, '1');
  });

  it('name badges before they can tell more', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const view = { picture: '', allBadges: false, now: Date.now(), shop: () => undefined, more: null };
    const state = buddyState({ badges: names.map((name) => badge(name)) });
    render(badges(state, new Strings('en', en), view), document.body);
    const buttons = [...document.body.querySelectorAll('[part=badge]')];
    assert.deepEqual(
      buttons.map((button) => textOf(button.querySelector('.label')!)),
      names,
    );
    assert.lengthOf(document.body.querySelectorAll('[part=badge] .label[aria-hidden]'), 0);
  });

  it('let arrow keys walk through the badges, of which one is in the tab order', async () => {
    serve(buddyState({ badges: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => badge(key)) }));
    const element = await mount();
    const medals = parts(element, 'badge');
    const at = () => medals.indexOf(element.shadowRoot!.activeElement as HTMLElement);
    assert.deepEqual(
      medals.map((medal) => medal.tabIndex),
      [0, -1, -1, -1, -1, -1],
    );
    medals[0]!.focus();
    const walked: number[] = [];
    for (const press of ['ArrowRight', 'ArrowDown', 'End', 'ArrowUp', 'Home', 'ArrowLeft']) {
      await sendKeys({ press });
      walked.push(at());
    }
    assert.deepEqual(walked, [1, 5, 5, 1, 0, 0]);
    assert.equal(medals[0]!.tabIndex, 0);
  });

  it('walk the other way in Arabic', async () => {
    serve(buddyState({ badges: ['a', 'b', 'c'].map((key) => badge(key)) }));
    const element = await mount({ dir: 'rtl' });
    const medals = parts(element, 'badge');
    medals[0]!.focus();
    await sendKeys({ press: 'ArrowLeft' });
    assert.isTrue(element.shadowRoot!.activeElement === medals[1]);
  });

  it('show thirty badges when asked for, and keep the focus', async () => {
    serve(fullState());
    const element = await mount();
    assert.lengthOf(parts(element, 'badge'), 11);
    const more = element.shadowRoot!.querySelector<HTMLElement>('.more')!;
    assert.equal(textOf(more), '+19');
    more.focus();
    more.click();
    await element.updateComplete;
    assert.lengthOf(parts(element, 'badge'), 30);
    assert.isTrue(element.shadowRoot!.activeElement === parts(element, 'badge')[11]);
  });

  it('shorten the largest numbers and tell them in full', async () => {
    serve(fullState());
    const element = await mount();
    const coins = part(element, 'wallet').querySelector('li')!;
    assert.equal(coins.querySelector('b')!.textContent, '9007.2T');
    assert.equal(textOf(coins.querySelector('.unseen')!), '9,007,199,254,740,991 coins');
  });

  it('hold everything there can be within their own width', async () => {
    serve(fullState());
    for (const size of ['sm', 'md', 'lg', 'full']) {
      const element = await mount({ size });
      const card = part(element, 'container').getBoundingClientRect();
      for (const section of ['stage', 'wallet', 'skills', 'streaks', 'badges']) {
        const inner = part(element, section);
        assert.isAtMost(inner.getBoundingClientRect().right, card.right, `${section} at ${size}`);
        assert.isAtMost(inner.scrollWidth, inner.clientWidth + 1, `${section} at ${size}`);
      }
      element.remove();
    }
  });

  it('say the usual in full where they are small, and end the rest with an ellipsis', async () => {
    const weekly = (count: number) => streak(`weekly_${count}`, { period: 'weekly', count });
    const labels = ['First lesson', 'Twenty lessons', 'Wordsmith', 'A word'];
    serve(buddyState({ streaks: [weekly(8), weekly(123_456_789)], badges: labels.map((label) => badge(label)) }));
    const element = await mount({ size: 'sm', lang: 'de' });
    const isWhole = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element) =>
      scrollWidth <= clientWidth && scrollHeight <= clientHeight;
    const [short, long] = parts(element, 'streak').map((one) => one.querySelector('b')!);
    assert.isTrue(isWhole(short!), textOf(short!));
    assert.equal(getComputedStyle(long!).textOverflow, 'ellipsis');
    const medals = parts(element, 'badge');
    for (const medal of medals) assert.isTrue(isWhole(medal.querySelector('.label')!), textOf(medal));
    const tops = medals.map((medal) => medal.querySelector('.icon')!.getBoundingClientRect().top);
    assert.lengthOf(new Set(tops), 1);
  });

  it('say so where there is nothing yet', async () => {
    serve(emptyState());
    const element = await mount();
    assert.lengthOf([...element.shadowRoot!.querySelectorAll('.nothing')], 3);
  });

  it('draw icons by name, emoji as they are, and the first letter for the rest', async () => {
    serve(
      buddyState({
        skills: [
          skill('named', { icon: 'mic' }),
          skill('emoji', { icon: '🎧' }),
          skill('unknown', { icon: 'zeppelin' }),
          skill('inherited', { icon: 'constructor' }),
          skill('none', { icon: null }),
        ],
      }),
    );
    const element = await mount();
    const drawn = parts(element, 'skill').map((row) => row.querySelector('.icon')!);
    assert.equal(drawn[0]!.tagName, 'svg');
    assert.deepEqual(
      drawn.slice(1).map((icon) => textOf(icon)),
      ['🎧', 'U', 'I', 'N'],
    );
  });
});

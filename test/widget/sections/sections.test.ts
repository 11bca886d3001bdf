import { assert } from 'chai';
import { render } from 'lit';
import { en } from '../../../src/widget/i18n/en.ts';
import { Strings } from '../../../src/widget/i18n/strings.ts';
import { badges } from '../../../src/widget/sections/badges/badges.ts';
import type { View } from '../../../src/widget/element/view.ts';
import { sendKeys } from '@web/test-runner-commands';
import { badge, buddyState, emptyState, fullState, picture, skill, streak } from '../../support/widget/fixtures.ts';
import { hearing, mount, part, parts, serve, textOf, until } from '../../support/widget/page.ts';

describe('the sections', () => {
  it('show skills as bars with a name and a level', async () => {
    serve();
    const element = await mount();
    const bars = parts(element, 'skill').map((row) => row.querySelector('[role=progressbar]')!);
    assert.equal(bars[0]!.getAttribute('aria-label'), 'Vocabulary, Level 1');
    assert.equal(bars[0]!.getAttribute('aria-valuenow'), '25');
    assert.equal(bars[0]!.getAttribute('aria-valuetext'), 'Level 1, 25 of 100');
    assert.equal(getComputedStyle(parts(element, 'skill')[1]!).getPropertyValue('--color'), '#d9573f');
  });

  it('let the scene fill its frame and the figure stand in it, two thirds of its height at least', async () => {
    const url = picture();
    const image = { ...buddyState().buddy.image!, figure_url: url, scene_url: picture(['sunny_meadow']) };
    serve(buddyState({ buddy: { image } }));
    const element = await mount();
    const box = (selector: string) => element.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
    const frame = box('.picture');
    assert.deepEqual([box('.scene').width, box('.scene').height], [frame.width, frame.height]);
    assert.equal(getComputedStyle(element.shadowRoot!.querySelector('.scene')!).objectFit, 'cover');
    assert.isAtLeast(box('[part=image]').height, frame.height * 0.66);
    assert.equal(part(element, 'image').getAttribute('src'), url);
  });

  it('let a picture of earlier servers, which is one with its background, stand in the frame whole', async () => {
    serve(buddyState({ equipped: [{ item_id: 'sunny_meadow', category: 'background' }] }));
    const element = await mount();
    const image = part(element, 'image').getBoundingClientRect();
    const frame = element.shadowRoot!.querySelector('.picture')!.getBoundingClientRect();
    assert.isAtMost(image.height, frame.height);
    assert.isNull(element.shadowRoot!.querySelector('.scene'));
  });

  it('say what is next: the stage with the way to it, and one line for today', async () => {
    const progress = [
      { metric: 'token_balance' as const, key: 'xp', label: 'XP', value: 30, target: 100 },
      { metric: 'badge_count' as const, key: null, label: null, value: 1, target: 2 },
    ];
    const next_silhouette_url = 'https://pictures.test/explorer.svg';
    const evolution = { ready: false, next_stage: 3, next_label: 'Explorer', conditions: {}, progress };
    serve(buddyState({ evolution: { ...evolution, next_silhouette_url } }));
    const element = await mount();
    const growth = element.shadowRoot!.querySelector('.growth')!;
    assert.match(textOf(growth), /70 XP to Explorer/);
    const shape = getComputedStyle(growth.querySelector('.next')!, '::before').maskImage;
    assert.equal(shape, `url("${next_silhouette_url}")`);
    assert.equal(textOf(element.shadowRoot!.querySelector('.today')!), 'Today keeps your 6 days alive');
  });

  it('tell who has nothing yet what to do first', async () => {
    serve(buddyState({ buddy: { coins: 0 }, streaks: [], badges: [badge('First lesson')] }));
    const element = await mount();
    assert.equal(textOf(element.shadowRoot!.querySelector('.today')!), 'First goal: First lesson');
  });

  it('take none of the page’s own properties for theirs', async () => {
    serve(fullState());
    const colors = async () => {
      const element = await mount();
      return [...element.shadowRoot!.querySelectorAll('.bar i, .skills .icon')].map((one) => {
        const style = getComputedStyle(one);
        return style.backgroundColor + style.color;
      });
    };
    const before = await colors();
    for (const name of ['tint', 'tint-text']) document.body.style.setProperty(`--${name}`, 'rgb(1, 2, 3)');
    try {
      assert.deepEqual(await colors(), before);
    } finally {
      document.body.removeAttribute('style');
    }
  });

  it('give a streak’s name a second line rather than cut it off', async () => {
    serve(buddyState({ streaks: [streak('daily'), streak('weekly', { label: 'Weekly conversations' })] }));
    const element = await mount();
    const [, card] = parts(element, 'streak');
    const label = card!.querySelector('.label')!;
    assert.isAtMost(label.scrollWidth, label.clientWidth);
    assert.equal(label.clientHeight, 28);
    assert.isAtMost(card!.scrollHeight, card!.clientHeight);
  });

  it('leave no strip below an only streak where the card is narrow', async () => {
    serve(buddyState({ streaks: [streak('daily')] }));
    const element = await mount();
    element.style.width = '256px';
    const bottom = (one: HTMLElement) => one.getBoundingClientRect().bottom;
    assert.equal(bottom(part(element, 'streak')), bottom(part(element, 'streaks')));
  });

  it('show the last seven days by their weekdays, with freezes', async () => {
    const statuses = ['missed', 'ticked', 'frozen', 'ticked', 'ticked', 'ticked', 'open'] as const;
    const recent = statuses.map((status, index) => ({ period: `2026-03-0${index + 2}`, status }));
    serve(buddyState({ streaks: [streak('daily', { recent, freezes: { left: 1, max: 2 } })] }));
    const element = await mount();
    const week = element.shadowRoot!.querySelector('.week')!;
    assert.equal(week.getAttribute('aria-label'), 'The last 7: 5 kept');
    assert.equal(textOf(week), 'MTTFSS');
    assert.isNotNull(week.querySelector('.frozen svg'));
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
      parts(element, 'streak').map((card) => [card.className, textOf(card.querySelector('.whole')!)]),
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

  it('show badges, earned or not, and tell of the one that is pressed; Escape closes it', async () => {
    serve(
      buddyState({
        badges: [badge('First lesson', { earned: true }), badge('Bookworm', { progress: { value: 13, target: 20 } })],
      }),
    );
    const element = await mount();
    const [first, second] = parts(element, 'badge');
    assert.equal(textOf(first!), 'First lesson, Earned');
    assert.equal(textOf(second!), 'Bookworm, 13 of 20');
    assert.isNotNull(second!.querySelector('.way'));
    const float = element.shadowRoot!.querySelector('.float')!;
    first!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => float.matches(':popover-open'));
    assert.equal(textOf(float), 'First lesson What First lesson is for. Earned Nov 7, 2026');
    using page = hearing('keydown', 'keyup');
    await sendKeys({ press: 'Escape' });
    await until(() => element.shadowRoot!.activeElement === first);
    assert.isFalse(float.matches(':popover-open'));
    assert.deepEqual(page.heard, [], 'the Escape that it used goes no further');
    await sendKeys({ press: 'Escape' });
    await until(() => page.heard.includes('keydown'));
  });

  it('show what is earned first, then what is nearest', async () => {
    const half = badge('half', { progress: { value: 1, target: 2 } });
    serve(buddyState({ badges: [badge('far'), half, badge('mine', { earned: true })] }));
    const element = await mount();
    assert.deepEqual(
      parts(element, 'badge').map((one) => one.dataset['badge']),
      ['mine', 'half', 'far'],
    );
  });

  it('name badges before they can tell more', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const view: View = {
      picture: null,
      unfolded: new Set(),
      headingLevel: 3,
      now: 0,
      urlOf: (path: string) => path,
      shop: () => undefined,
      shopNear: () => undefined,
      shopOpens: false,
      more: null,
    };
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
    assert.deepEqual(walked, [1, 1, 5, 5, 0, 0]);
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
    const shown = () => parts(element, 'badge').filter((one) => one.checkVisibility());
    assert.lengthOf(shown(), 6);
    const more = element.shadowRoot!.querySelector<HTMLElement>('.more')!;
    assert.equal(textOf(more), '10/30');
    more.focus();
    more.click();
    await element.updateComplete;
    assert.lengthOf(shown(), 30);
    assert.isTrue(element.shadowRoot!.activeElement === parts(element, 'badge')[6]);
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
    for (const size of ['md', 'lg', 'full']) {
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

  for (const width of [200, 260, 320, 380, 760, 1200]) {
    it(`shorten no number and break no word at ${width} px`, async () => {
      const weekly = (count: number) => streak(`weekly_${count}`, { period: 'weekly', count });
      serve(buddyState({ streaks: [weekly(8), weekly(1234)], skills: [skill('pronunciation', { level: 12 })] }));
      const element = await mount({ size: width > 380 ? 'full' : 'md', lang: 'de' });
      element.style.inlineSize = `${width}px`;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const root = element.shadowRoot!;
      for (const number of root.querySelectorAll<HTMLElement>('.purse b, .streaks b, .level, .more')) {
        if (!number.checkVisibility()) continue;
        assert.isAtMost(number.scrollWidth, number.clientWidth + 1, textOf(number));
        assert.notEqual(getComputedStyle(number).textOverflow, 'ellipsis', textOf(number));
      }
      for (const text of root.querySelectorAll('.label')) {
        const { overflowWrap, wordBreak } = getComputedStyle(text);
        assert.deepEqual([overflowWrap, wordBreak], ['normal', 'normal']);
      }
    });
  }

  it('say so where there is nothing yet', async () => {
    serve(emptyState());
    const element = await mount();
    const said = [...element.shadowRoot!.querySelectorAll('p.unseen')].map(textOf);
    assert.deepEqual(said, ['Nothing here yet.', 'Nothing here yet.', 'Nothing here yet.']);
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

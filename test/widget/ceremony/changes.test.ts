import { assert } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';
import { badge, buddyState, picture, skill, streak } from '../../support/widget/fixtures.ts';
import { mount, next, part, serve, textOf, until } from '../../support/widget/page.ts';

const NAMES = [
  'coins-earned',
  'badge-awarded',
  'streak-ticked',
  'streak-milestone',
  'skill-leveled',
  'evolution-ready',
  'evolved',
  'item-equipped',
  'item-unequipped',
] as const;

/** A day on which everything happens. */
const before = () =>
  buddyState({
    streaks: [streak('daily', { count: 6, next_milestone: 7 })],
    skills: [skill('speaking', { level: 1 })],
    badges: [badge('Bookworm')],
    equipped: [{ item_id: 'scarf', category: 'neck' }],
  });
const after = () =>
  buddyState({
    buddy: { coins: 150, stage: { number: 3, label: 'Explorer', of: 5 } },
    streaks: [streak('daily', { count: 7, next_milestone: 14, ticked_this_period: true })],
    skills: [skill('speaking', { level: 2 })],
    badges: [badge('Bookworm', { earned: true })],
    equipped: [{ item_id: 'beanie', category: 'head' }],
    evolution: { ready: true, next_stage: 4, conditions: {} },
  });

describe('what happens', () => {
  it('is told by one event each, with what it is about', async () => {
    const server = serve(before());
    const element = await mount();
    const events = new Map<string, Event>();
    for (const name of NAMES) document.body.addEventListener(`hatched-${name}`, (event) => events.set(name, event));
    const changed = next(element, 'hatched-state-change');
    server.change(after());
    await element.refresh();
    await changed;
    await until(() => events.size === NAMES.length);
    const facts = (name: (typeof NAMES)[number]): Record<string, unknown> => ({ ...events.get(name) });
    assert.include(facts('coins-earned'), { amount: 30, balance: 150 });
    assert.nestedInclude(facts('badge-awarded'), { 'badge.badge_key': 'Bookworm' });
    assert.nestedInclude(facts('streak-ticked'), { 'streak.count': 7 });
    assert.include(facts('streak-milestone'), { milestone: 7 });
    assert.nestedInclude(facts('skill-leveled'), { 'skill.level': 2, fromLevel: 1 });
    assert.include(facts('evolution-ready'), { nextStage: 4 });
    assert.include(facts('evolved'), { fromStage: 2, toStage: 3 });
    assert.include(facts('item-equipped'), { itemId: 'beanie', category: 'head' });
    assert.include(facts('item-unequipped'), { itemId: 'scarf', category: 'neck' });
    assert.isTrue(events.get('evolved')!.target === element);
  });

  it('is not told twice when the same state comes again', async () => {
    const server = serve(before());
    const element = await mount();
    let told = 0;
    element.addEventListener('hatched-state-change', () => told++);
    await element.refresh();
    server.change(after());
    const changed = next(element, 'hatched-state-change');
    await element.refresh();
    await changed;
    await element.refresh();
    await element.refresh();
    assert.equal(told, 1);
  });

  it('is announced politely, all that came together at once', async () => {
    const server = serve(before());
    const element = await mount();
    const region = element.shadowRoot!.querySelector('[role=status]')!;
    server.change(after());
    await element.refresh();
    await until(() => textOf(region));
    assert.equal(textOf(region), 'New badge: Bookworm · Daily lesson: 7 days · Speaking: Level 2 · …');
  });

  it('lets the wallet count up and say by how much', async () => {
    const server = serve(before());
    const element = await mount();
    const number = part(element, 'wallet').querySelector('[data-key=coin]')!;
    server.change(buddyState({ buddy: { coins: 1120 } }));
    await element.refresh();
    await until(() => element.shadowRoot!.querySelector('.gain'));
    assert.equal(element.shadowRoot!.querySelector('.gain')!.textContent, '+1,000');
    assert.isBelow(Number(number.textContent.replace(',', '')), 1120);
    await until(() => number.textContent === '1,120');
  });

  it('keeps the ring of a streak closed while its milestone is celebrated', async () => {
    const server = serve(before());
    const element = await mount();
    server.change(after());
    await element.refresh();
    const way = () => element.shadowRoot!.querySelector<SVGElement>('[part=streak] .ring rect + rect')!;
    await until(() =>
      way()
        .getAnimations()
        .some((one) => one.effect!.getComputedTiming().duration === 2_500),
    );
    assert.equal(getComputedStyle(way()).strokeDasharray.replaceAll('px', ''), '100, 101');
  });

  it('tells it on the ground of the picture, and after a ceremony that has the picture for itself', async () => {
    const server = serve(before());
    const element = await mount();
    const root = element.shadowRoot!;
    server.change(after());
    await element.refresh();
    await until(() => root.querySelector('.note') && root.querySelector('.milestone, .evolution'));
    const note = root.querySelector('.note')!;
    assert.equal(getComputedStyle(note).opacity, '0');
    const [box, frame] = [note, root.querySelector('.picture')!].map((one) => one.getBoundingClientRect());
    assert.isBelow(box!.bottom, frame!.bottom);
    assert.isAbove(box!.top, frame!.top + frame!.height / 3);
    await until(() => Number(getComputedStyle(note).opacity) > 0.9);
    assert.isTrue(note.isConnected);
  });

  it('moves nothing where less motion is asked for', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const server = serve(before());
    const element = await mount();
    const changed = next(element, 'hatched-evolved');
    server.change(after());
    await element.refresh();
    await changed;
    assert.equal(part(element, 'wallet').querySelector('b')!.textContent, '150');
    assert.isNull(element.shadowRoot!.querySelector('.spark, .gain'));
    const moving = element.shadowRoot!.getAnimations().filter((animation) => animation.playState === 'running');
    assert.lengthOf(moving, 0);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('changes the picture once the new one is here, and keeps the old one where it cannot be had', async () => {
    const server = serve(before());
    const element = await mount();
    const shown = () => part(element, 'image').getAttribute('src');
    const first = shown();
    const image = before().buddy.image!;
    server.change(buddyState({ buddy: { image: { ...image, url: 'http://server.test/nowhere.svg' } } }));
    const changed = next(element, 'hatched-state-change');
    await element.refresh();
    await changed;
    assert.equal(shown(), first);
    const second = picture(['cowboy_hat']);
    server.change(buddyState({ buddy: { image: { ...image, url: second } } }));
    await element.refresh();
    await until(() => shown() === second);
  });
});

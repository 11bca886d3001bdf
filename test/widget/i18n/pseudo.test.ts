import { assert } from 'chai';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import type { SeatState, WidgetState } from '../../../src/contract/buddy/state.ts';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { badge, buddyState, emptyState, picture, shop, skill, streak, token } from '../../support/widget/fixtures.ts';
import { create, next, serve, settled, until } from '../../support/widget/page.ts';
import { cutOff, hardCoded, marked, PSEUDO } from '../../support/widget/pseudo.ts';
import { json, problem } from '../../support/widget/server.ts';
import { card, inside, press, rendered, shopOf } from '../../support/widget/shop.ts';

const SIZES = { xs: 96, sm: 380, md: 380, lg: 760, full: 1168 };

/** What shows the most of what the element can say. */
function busy(): WidgetState {
  return buddyState({
    tokens: [token('gem'), token('xp', { label: 'XP', icon: 'star' })],
    skills: ['reading', 'speaking', 'listening', 'writing', 'grammar'].map((key) => skill(key)),
    streaks: [
      streak('daily', { freezes: { left: 2, max: 3 } }),
      streak('weekly', { period: 'weekly', count: 3, alive: false, expires_at: null }),
    ],
    badges: [
      badge('first', { earned: true }),
      ...Array.from({ length: 13 }, (_, n) => badge(`${n}`, { progress: { value: n, target: 20 } })),
    ],
    evolution: {
      ready: false,
      next_stage: 3,
      next_label: 'Explorer',
      conditions: {},
      progress: [{ metric: 'coins_earned', key: null, label: null, value: 20, target: 90 }],
    },
  });
}

const withAppearance = (status: 'pending' | 'failed'): WidgetState => {
  const state = busy();
  return { ...state, buddy: { ...state.buddy, appearance: { status, error: null } } };
};

const STATES: Record<string, WidgetState> = {
  busy: busy(),
  ticked: { ...busy(), streaks: [streak('daily', { ticked_this_period: true })], badges: [] },
  empty: emptyState(),
  'read-only': { ...busy(), scopes: ['read'] },
  'picture pending': withAppearance('pending'),
  'picture failed': withAppearance('failed'),
  ready: { ...busy(), evolution: { ...busy().evolution, ready: true } },
};

function egg(change: Partial<NonNullable<SeatState['egg']>>): SeatState {
  const image = { url: picture(), png_url: '', width: 512, height: 512, alt: 'An egg' };
  return {
    ...busy(),
    buddy: null,
    evolution: null,
    scopes: ['read', 'buddy:hatch', 'buddy:rename'],
    egg: { egg_id: 'egg_01m7ybcptb969an5nze1e82wb0', status: 'waiting', image, warmth: null, choices: [], ...change },
  };
}

async function speak(attributes: Record<string, string>, width: number): Promise<HatchedBuddy> {
  const place = document.createElement('div');
  place.style.inlineSize = `${width}px`;
  document.body.append(place);
  const element = create(attributes);
  element.strings = PSEUDO;
  const told = Promise.race([next(element, 'hatched-ready'), next(element, 'hatched-error')]);
  place.append(element);
  await told;
  await settled(element);
  return element;
}

function expectSpoken(...roots: ParentNode[]): void {
  for (const root of roots) {
    assert.deepEqual(hardCoded(root), []);
    assert.deepEqual(cutOff(root), []);
  }
}

const rootsOf = (element: HatchedBuddy) => {
  const nested = element.shadowRoot!.querySelector('hatched-egg, hatched-market')?.shadowRoot;
  return nested ? [element.shadowRoot!, nested] : [element.shadowRoot!];
};

async function whole(element: HatchedBuddy): Promise<void> {
  await until(() => element.more);
  await element.updateComplete;
}

describe('a language of brackets', () => {
  for (const [size, width] of Object.entries({ ...SIZES, narrow: 240 })) {
    for (const [name, state] of Object.entries(STATES)) {
      it(`says all of ${name} at ${size}`, async () => {
        serve(marked(state));
        const element = await speak(size in SIZES ? { size } : {}, width);
        await whole(element);
        expectSpoken(element.shadowRoot!);
      });
    }
  }

  for (const [name, change] of Object.entries({
    asleep: {},
    warming: { warmth: { value: 1, target: 3 } },
    ready: { status: 'ready' as const },
    opening: { status: 'hatching' as const },
  })) {
    for (const size of ['sm', 'md', 'lg'] as const) {
      it(`says all of an egg, ${name}, at ${size}`, async () => {
        serve(marked(egg(change)) as WidgetState);
        const element = await speak({ size }, SIZES[size]);
        await until(
          () => size === 'sm' || element.shadowRoot!.querySelector('hatched-egg')?.shadowRoot?.querySelector('.words'),
        );
        await until(() => element.shadowRoot!.querySelector('.who, hatched-egg'));
        expectSpoken(...rootsOf(element));
      });
    }
  }

  for (const code of [
    'internal_error',
    'rate_limited',
    'token_expired',
    'token_revoked',
    'unauthorized',
    'origin_not_allowed',
    'resource_not_found',
    'no_published_config',
  ] as const) {
    it(`says why, after ${code}`, async () => {
      const server = serve();
      server.intercept = () => problem(code, { 'retry-after': '90' });
      for (const size of ['sm', 'md'] as const) {
        const element = await speak({ size }, SIZES[size]);
        await until(() => element.shadowRoot!.querySelector('.status, .who'));
        expectSpoken(element.shadowRoot!);
      }
      assert.isAtLeast(ERROR_STATUS[code], 400);
    });
  }

  it('says all of a leaderboard', async () => {
    const server = serve(marked(busy()));
    const attributes = { sections: 'stage leaderboard', leaderboard: 'weekly' };
    const entries = [{ rank: 7, buddy_id: busy().buddy.buddy_id, name: '«Pip»', value: 120 }];
    for (const answer of [
      json({ entries }),
      json({ entries: [] }),
      problem('service_unavailable', { 'retry-after': '90' }),
    ]) {
      server.intercept = ({ path }) => (path.startsWith('leaderboards/') ? answer.clone() : undefined);
      const element = await speak(attributes, 380);
      await until(() => element.shadowRoot!.querySelector('.own .points, .board-words'));
      expectSpoken(element.shadowRoot!);
      element.remove();
    }
  });

  for (const width of [380, 760]) {
    it(`says all of the shop, of what is chosen, and of a badge, on a page of ${width}`, async () => {
      const server = serve(marked(busy()));
      server.items = marked(shop());
      const image = marked(busy().buddy.image);
      server.intercept = ({ path }) => (path === 'preview' ? json({ image }) : undefined);
      const element = await speak({}, width);
      await whole(element);
      element.shadowRoot!.querySelector<HTMLElement>('[part=badge]')!.click();
      await until(() => element.shadowRoot!.querySelector('.float:popover-open'));
      expectSpoken(element.shadowRoot!);
      await press(element.shadowRoot!.querySelector<HTMLElement>('[part=market-button]')!);
      await until(() => shopOf(element)?.shadowRoot?.querySelector('.item:not(.ghost)'));
      expectSpoken(inside(element));
      for (const id of server.items.map((item) => item.item_id)) {
        card(element, id).click();
        await rendered(element);
        expectSpoken(inside(element));
      }
      inside(element).querySelector<HTMLElement>('[role=tab]:last-child')!.click();
      await rendered(element);
      expectSpoken(inside(element));
    });
  }

  it('is measured: a word without brackets and one that does not fit are found', async () => {
    serve(marked(busy()));
    const element = await speak({}, 380);
    await whole(element);
    const name = element.shadowRoot!.querySelector<HTMLElement>('.today .label')!;
    name.style.inlineSize = '40px';
    name.title = 'Today';
    assert.deepEqual(hardCoded(element.shadowRoot!), ['title="Today"']);
    assert.lengthOf(cutOff(element.shadowRoot!), 1);
  });
});

import { compose } from '../../../src/art/index.ts';
import type { BuiltinItem } from '../../../src/contract/buddy/art.ts';
import { BUILTIN_ITEMS, BUILTIN_LABELS } from '../../../src/contract/buddy/art.ts';
import type { BadgeView, SkillView, StreakView, TokenView, WidgetState } from '../../../src/contract/buddy/state.ts';
import type { MarketItem } from '../../../src/contract/widget.ts';

const SCOPES: WidgetState['scopes'] = [
  'read',
  'events:track',
  'marketplace:browse',
  'marketplace:purchase',
  'items:equip',
];

export function picture(items: BuiltinItem[] = []): string {
  const worn = items.map((name) => ({
    item_id: name,
    category: BUILTIN_ITEMS[name],
    label: name,
    art: { builtin: name },
  }));
  const svg = compose({ kind: 'buddy', species: 'dragon', stage: 2, mood: 'calm', items: worn });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export function skill(key: string, change: Partial<SkillView> = {}): SkillView {
  return {
    skill_key: key,
    label: key[0]!.toUpperCase() + key.slice(1),
    icon: 'book',
    color: null,
    value: 25,
    max_value: 100,
    level: 1,
    level_progress: 0.25,
    ...change,
  };
}

export function streak(key: string, change: Partial<StreakView> = {}): StreakView {
  return {
    streak_key: key,
    label: 'Daily lesson',
    period: 'daily',
    count: 6,
    best: 12,
    alive: true,
    ticked_this_period: false,
    expires_at: new Date(Date.now() + 5.5 * 3_600_000).toISOString(),
    next_milestone: 7,
    freezes_left: null,
    ...change,
  };
}

export function badge(key: string, change: Partial<BadgeView> = {}): BadgeView {
  const earned = change.earned ?? false;
  return {
    badge_key: key,
    label: key,
    description: `What ${key} is for.`,
    icon: 'star',
    earned,
    awarded_at: earned ? '2026-11-07T17:00:00.000Z' : null,
    ...change,
  };
}

export function token(key: string, change: Partial<TokenView> = {}): TokenView {
  return { token_key: key, label: 'Gems', icon: 'gem', tier: 'primary', balance: 3, max_balance: null, ...change };
}

export interface StateChange extends Partial<Omit<WidgetState, 'buddy'>> {
  buddy?: Partial<WidgetState['buddy']>;
}

/** A learner two weeks in. */
export function buddyState({ buddy, ...change }: StateChange = {}): WidgetState {
  return {
    version: 41,
    buddy: {
      buddy_id: 'buddy_01m7ybcptb969an5nze1e82wb0',
      user_id: 'user_42',
      name: 'Pip',
      audience: 'default',
      stage: { number: 2, label: 'Fledgling', of: 5 },
      image: { url: picture(), png_url: 'pip.png', width: 512, height: 512, alt: 'Pip, a fledgling' },
      appearance: { status: 'ready', error: null },
      mood: 'calm',
      coins: 120,
      ...buddy,
    },
    tokens: [token('gem')],
    skills: [skill('vocabulary'), skill('speaking', { icon: 'mic', level: 3, color: '#d9573f' })],
    streaks: [streak('daily'), streak('weekly', { period: 'weekly', label: 'Weekly talk', ticked_this_period: true })],
    badges: [badge('First lesson', { earned: true }), badge('Bookworm'), badge('Small talk')],
    equipped: [],
    evolution: { ready: false, next_stage: 3, conditions: { 'coins_earned >= 500': false } },
    scopes: SCOPES,
    pending_operations: [],
    ...change,
  };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän and other long words of the language';

/** All there can be: eight skills, thirty badges, long words, the largest numbers. */
export function fullState(): WidgetState {
  return buddyState({
    buddy: { name: LONG, coins: Number.MAX_SAFE_INTEGER, stage: { number: 5, label: LONG, of: 5 } },
    tokens: range(6).map((n) => token(`token_${n}`, { label: LONG, balance: 10 ** (n * 3) })),
    skills: range(8).map((n) => skill(`skill_${n}`, { label: LONG, level: 10 ** n, icon: n % 2 ? '🎧' : 'unknown' })),
    streaks: range(4).map((n) => streak(`streak_${n}`, { label: LONG, count: 10 ** n, freezes_left: 3 })),
    badges: range(30).map((n) => badge(`badge_${n}`, { label: LONG, earned: n % 3 === 0 })),
    evolution: { ready: true, next_stage: null, conditions: {} },
  });
}

/** Nothing yet. */
export function emptyState(): WidgetState {
  return buddyState({
    buddy: { coins: 0, stage: { number: 1, label: 'Hatchling', of: 5 } },
    tokens: [],
    skills: [],
    streaks: [],
    badges: [],
  });
}

export function item(name: BuiltinItem, change: Partial<MarketItem> = {}): MarketItem {
  return {
    item_id: name,
    ...BUILTIN_LABELS[name],
    category: BUILTIN_ITEMS[name],
    price: { type: 'coin', amount: 50 },
    image_url: picture([name]),
    owned: false,
    equipped: false,
    affordable: true,
    locked: false,
    locked_reason: null,
    stock: null,
    ...change,
  };
}

/** One of each kind: to buy, too dear, owned, locked, sold out, scarce, for tokens, free. */
export function shop(): MarketItem[] {
  return [
    item('cowboy_hat'),
    item('golden_crown', { price: { type: 'coin', amount: 900 } }),
    item('beanie', { owned: true }),
    item('scarf', { owned: true }),
    item('wizard_hat', { locked: true, locked_reason: 'Reach stage 3.' }),
    item('balloon', { stock: 0 }),
    item('storybook', { stock: 2 }),
    item('magic_wand', { price: { type: 'token', token_key: 'gem', amount: 2 } }),
    item('daisy', { price: { type: 'free' } }),
  ];
}

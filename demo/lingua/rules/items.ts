import type { Condition, Configuration, ItemDefinition } from 'hatched-buddy/sdk';
import { atLeast } from './condition.ts';

type Rarity = ItemDefinition['rarity'];
type Row = readonly [
  art: string,
  category: ItemDefinition['category'],
  rarity: Rarity,
  label: string,
  description: string,
];

/** What Lingua's shop sells: all that there is a drawing for, under Lingua's own prices. */
const GOODS: readonly Row[] = [
  ['sunny_meadow', 'background', 'common', 'Sunny meadow', 'Soft hills, a warm sun and nowhere to be.'],
  ['cosy_room', 'background', 'uncommon', 'Cosy room', 'A lamp, a rug and a window with a view.'],
  ['seaside', 'background', 'rare', 'Seaside', 'Salt air, small waves and one faraway sail.'],
  ['starry_night', 'background', 'epic', 'Starry night', 'A big moon to stay up late under.'],
  ['floating_islands', 'background', 'legendary', 'Floating islands', 'Home, if you have learned to fly.'],
  ['striped_sweater', 'body', 'common', 'Striped sweater', 'Knitted by somebody’s grandmother.'],
  ['raincoat', 'body', 'uncommon', 'Raincoat', 'Bring on the puddles.'],
  ['hero_cape', 'body', 'rare', 'Hero cape', 'For saving the day, or at least the streak.'],
  ['knight_armor', 'body', 'epic', 'Knight’s armour', 'Polished every morning. Squeaks a little.'],
  ['sneakers', 'feet', 'common', 'Sneakers', 'Good for running, better for showing up.'],
  ['rain_boots', 'feet', 'uncommon', 'Rain boots', 'Splash first, ask later.'],
  ['rocket_boots', 'feet', 'epic', 'Rocket boots', 'Handle with care. Point away from curtains.'],
  ['balloon', 'hand', 'common', 'Balloon', 'Every day can have one.'],
  ['storybook', 'hand', 'uncommon', 'Storybook', 'Read twice, dog-eared once.'],
  ['magic_wand', 'hand', 'rare', 'Magic wand', 'It mostly makes sparkles. That is enough.'],
  ['golden_trophy', 'hand', 'epic', 'Golden trophy', 'For the ones who kept going.'],
  ['scarf', 'neck', 'common', 'Scarf', 'Warm, red and a bit too long.'],
  ['bow_tie', 'neck', 'common', 'Bow tie', 'Instantly ready for the big occasion.'],
  ['champion_medal', 'neck', 'rare', 'Champion medal', 'Number one, says so right there.'],
  ['round_glasses', 'face', 'common', 'Round glasses', 'Adds ten points of wisdom.'],
  ['sunglasses', 'face', 'uncommon', 'Sunglasses', 'Too cool to do the homework late.'],
  ['hero_mask', 'face', 'rare', 'Hero mask', 'Nobody will ever guess who it is.'],
  ['beanie', 'head', 'common', 'Beanie', 'Soft wool, proud pompom.'],
  ['cowboy_hat', 'head', 'uncommon', 'Cowboy hat', 'Howdy, partner.'],
  ['graduation_cap', 'head', 'rare', 'Graduation cap', 'Thrown once, kept for ever.'],
  ['wizard_hat', 'head', 'epic', 'Wizard hat', 'Pointy, starry, slightly too big.'],
  ['golden_crown', 'head', 'legendary', 'Golden crown', 'Heavy is the head. Shiny, too.'],
  ['daisy', 'accessory', 'common', 'Daisy', 'Tucked behind one ear.'],
  ['bumblebee', 'accessory', 'uncommon', 'Bumblebee', 'A small friend who hums along.'],
  ['shooting_star', 'accessory', 'legendary', 'Shooting star', 'It came down to say hello and stayed.'],
];

/** Coins by rarity; what is epic costs gems, which come from perfection and patience. */
const PRICES: Record<Rarity, ItemDefinition['price']> = {
  common: { type: 'coin', amount: 120 },
  uncommon: { type: 'coin', amount: 160 },
  rare: { type: 'coin', amount: 320 },
  epic: { type: 'token', token_key: 'gem', amount: 5 },
  legendary: { type: 'coin', amount: 900 },
};

const VISIBILITY: Partial<Record<string, Condition>> = {
  champion_medal: atLeast('streak_best', 'daily_lesson', 14),
  graduation_cap: { metric: 'badge', key: 'twenty_lessons', op: 'eq', value: true },
  hero_cape: { metric: 'stage', op: 'gte', value: 3 },
  golden_crown: { metric: 'stage', op: 'gte', value: 5 },
};

export const ITEMS: Configuration['items'] = GOODS.map(([art, category, rarity, label, description]) => {
  const visibility = VISIBILITY[art];
  return {
    key: `item_${art}`,
    label,
    description,
    category,
    rarity,
    price: art === 'daisy' ? { type: 'free' } : PRICES[rarity],
    ...(visibility && { visibility }),
    ...(art === 'golden_trophy' && { stock: 100 }),
    art: { builtin: art },
  };
});

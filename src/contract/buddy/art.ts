/** The names of the built-in art. The drawings are in `src/art`; configurations refer to them by these names. */
import type { Category, Rarity } from './outfits.ts';

export * from './outfits.ts';

/** Width and height of every picture, in its own units and in pixels at its own size. */
export const CANVAS = 512;
/** What lies behind a figure. */
export const SCENE_SIZE = { width: 1024, height: 640 } as const;

export const SPECIES = ['dragon', 'owl', 'robot'] as const;
export type Species = (typeof SPECIES)[number];

/** Drawn from hatchling (1) to elder (5). */
export const STAGE_NUMBERS = [1, 2, 3, 4, 5] as const;
export type StageNumber = (typeof STAGE_NUMBERS)[number];

export const MOODS = ['calm', 'proud', 'sleepy'] as const;
export type Mood = (typeof MOODS)[number];

/** Beside the one it stands in, a figure is drawn waving, looking at what lies beside it, and laughing. */
export const POSES = ['wave', 'look', 'laugh'] as const;
export type Pose = (typeof POSES)[number];

/** Built-in pieces that an item's `art.builtin` may name, with the category each is drawn for. */
export const BUILTIN_ITEMS = {
  sunny_meadow: 'background',
  cosy_room: 'background',
  seaside: 'background',
  starry_night: 'background',
  floating_islands: 'background',
  striped_sweater: 'body',
  raincoat: 'body',
  hero_cape: 'body',
  knight_armor: 'body',
  sneakers: 'feet',
  rain_boots: 'feet',
  rocket_boots: 'feet',
  balloon: 'hand',
  storybook: 'hand',
  magic_wand: 'hand',
  golden_trophy: 'hand',
  scarf: 'neck',
  bow_tie: 'neck',
  champion_medal: 'neck',
  round_glasses: 'face',
  sunglasses: 'face',
  hero_mask: 'face',
  beanie: 'head',
  cowboy_hat: 'head',
  graduation_cap: 'head',
  wizard_hat: 'head',
  golden_crown: 'head',
  daisy: 'accessory',
  bumblebee: 'accessory',
  shooting_star: 'accessory',
} as const satisfies Record<string, Category>;
export type BuiltinItem = keyof typeof BUILTIN_ITEMS;
export const BUILTIN_ITEM_NAMES = Object.keys(BUILTIN_ITEMS) as BuiltinItem[];

/** What an item without `art` looks like. */
export const PLAIN_PIECE = {
  background: 'sunny_meadow',
  body: 'striped_sweater',
  feet: 'sneakers',
  hand: 'balloon',
  neck: 'scarf',
  face: 'round_glasses',
  head: 'beanie',
  accessory: 'daisy',
} as const satisfies Record<Category, BuiltinItem>;

interface BuiltinLabel {
  label: string;
  description: string;
  rarity: Rarity;
}

/** How a shop may present each piece; a workspace writes its own. */
export const BUILTIN_LABELS: Record<BuiltinItem, BuiltinLabel> = {
  sunny_meadow: { label: 'Sunny meadow', description: 'Soft hills, a warm sun and nowhere to be.', rarity: 'common' },
  cosy_room: { label: 'Cosy room', description: 'A lamp, a rug and a window with a view.', rarity: 'uncommon' },
  seaside: { label: 'Seaside', description: 'Salt air, small waves and one faraway sail.', rarity: 'rare' },
  starry_night: { label: 'Starry night', description: 'A big moon to stay up late under.', rarity: 'epic' },
  floating_islands: {
    label: 'Floating islands',
    description: 'Home, if you have learned to fly.',
    rarity: 'legendary',
  },
  striped_sweater: { label: 'Striped sweater', description: 'Knitted by somebody’s grandmother.', rarity: 'common' },
  raincoat: { label: 'Raincoat', description: 'Bring on the puddles.', rarity: 'uncommon' },
  hero_cape: { label: 'Hero cape', description: 'For saving the day, or at least the streak.', rarity: 'rare' },
  knight_armor: { label: 'Knight’s armour', description: 'Polished every morning. Squeaks a little.', rarity: 'epic' },
  sneakers: { label: 'Sneakers', description: 'Good for running, better for showing up.', rarity: 'common' },
  rain_boots: { label: 'Rain boots', description: 'Splash first, ask later.', rarity: 'uncommon' },
  rocket_boots: { label: 'Rocket boots', description: 'Handle with care. Point away from curtains.', rarity: 'epic' },
  balloon: { label: 'Balloon', description: 'Every day can have one.', rarity: 'common' },
  storybook: { label: 'Storybook', description: 'Read twice, dog-eared once.', rarity: 'uncommon' },
  magic_wand: { label: 'Magic wand', description: 'It mostly makes sparkles. That is enough.', rarity: 'rare' },
  golden_trophy: { label: 'Golden trophy', description: 'For the ones who kept going.', rarity: 'epic' },
  scarf: { label: 'Scarf', description: 'Warm, red and a bit too long.', rarity: 'common' },
  bow_tie: { label: 'Bow tie', description: 'Instantly ready for the big occasion.', rarity: 'common' },
  champion_medal: { label: 'Champion medal', description: 'Number one, says so right there.', rarity: 'rare' },
  round_glasses: { label: 'Round glasses', description: 'Adds ten points of wisdom.', rarity: 'common' },
  sunglasses: { label: 'Sunglasses', description: 'Too cool to do the homework late.', rarity: 'uncommon' },
  hero_mask: { label: 'Hero mask', description: 'Nobody will ever guess who it is.', rarity: 'rare' },
  beanie: { label: 'Beanie', description: 'Soft wool, proud pompom.', rarity: 'common' },
  cowboy_hat: { label: 'Cowboy hat', description: 'Howdy, partner.', rarity: 'uncommon' },
  graduation_cap: { label: 'Graduation cap', description: 'Thrown once, kept for ever.', rarity: 'rare' },
  wizard_hat: { label: 'Wizard hat', description: 'Pointy, starry, slightly too big.', rarity: 'epic' },
  golden_crown: { label: 'Golden crown', description: 'Heavy is the head. Shiny, too.', rarity: 'legendary' },
  daisy: { label: 'Daisy', description: 'Tucked behind one ear.', rarity: 'common' },
  bumblebee: { label: 'Bumblebee', description: 'A small friend who hums along.', rarity: 'uncommon' },
  shooting_star: { label: 'Shooting star', description: 'It came down to say hello and stayed.', rarity: 'legendary' },
};

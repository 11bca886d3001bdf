/* What is worn, and how much of it: all that the shop needs to know of art and limits. */

/** Back to front: the number is the layer's depth. */
export const CATEGORY_DEPTH = {
  background: 10,
  body: 20,
  feet: 30,
  hand: 40,
  neck: 50,
  face: 60,
  head: 70,
  accessory: 80,
} as const;
export type Category = keyof typeof CATEGORY_DEPTH;
export const CATEGORIES = Object.keys(CATEGORY_DEPTH) as Category[];

export const RARITIES = ['common', 'uncommon', 'rare', 'epic', 'legendary'] as const;
export type Rarity = (typeof RARITIES)[number];

/** Items that a buddy wears at once. */
export const MOST_WORN = 4;

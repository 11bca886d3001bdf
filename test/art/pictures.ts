import { BUILTIN_ITEMS, BUILTIN_ITEM_NAMES, type BuiltinItem, type Category } from '../../src/contract/buddy/art.ts';
import type { AssetSource, PictureItem } from '../../src/art/index.ts';

export function wearing(...names: BuiltinItem[]): PictureItem[] {
  return names.map((name) => ({
    item_id: `item_${name}`,
    category: BUILTIN_ITEMS[name],
    label: name,
    art: { builtin: name },
  }));
}

export function piecesOf(category: Category): BuiltinItem[] {
  return BUILTIN_ITEM_NAMES.filter((name) => BUILTIN_ITEMS[name] === category);
}

export const OWN_SVG: AssetSource = {
  asset: {
    media_type: 'image/svg+xml',
    base64: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path id="head" d="M0 0H9V9Z"/></svg>',
    ).toString('base64'),
  },
};

/** The smallest PNG: one transparent pixel. */
export const OWN_PNG: AssetSource = {
  asset: {
    media_type: 'image/png',
    base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  },
};

import { CIRCLE } from './icons.ts';

/** The drawings that the first view can do without. */
export const MORE_ICONS: Record<string, string> = {
  book: 'M12 6C9 4 7 4 4 4v14c3 0 5 0 8 2 3-2 5-2 8-2V4c-3 0-5 0-8 2Zm0 0v14',
  chat: 'M4 4h16v12h-9l-5 4v-4H4ZM8 8h8m-8 4h5',
  compass: CIRCLE + 'm4 5-2 6-6 2 2-6Z',
  ear: 'M7 10a5 5 0 0 1 10 0c0 4-4 4-4 8a3 3 0 0 1-5 2m2-9a2 2 0 1 1 3 2',
  flame: 'M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-4 2-5 0 2 1 3 2 3 1-3 0-6 2-9Z',
  gem: 'M7 4h10l4 6-9 11L3 10Zm-4 6h18',
  glasses: 'M7 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm10 0a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM3 15l2-9m16 9-2-9',
  globe: CIRCLE + 'm-9 9h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18Z',
  headphones: 'M4 14a8 8 0 0 1 16 0M4 14h4v6H4Zm12 0h4v6h-4Z',
  heart: 'M12 20C6 16 3 13 3 9a4 4 0 0 1 9-2 4 4 0 0 1 9 2c0 4-3 7-9 11Z',
  medal: 'm8 3 4 6 4-6m-4 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3Zm-6 8a6 6 0 0 0 12 0m-6 6v4',
  pencil: 'm4 20 1-4L16 5l3 3L8 19Zm9-12 3 3',
  puzzle: 'M4 8h5a2 2 0 1 1 4 0h5v5a2 2 0 1 1 0 4v3H4Z',
  seedling: 'M12 20v-9c0-4-3-6-8-6 0 5 3 7 8 7 0-3 3-5 8-5 0 4-3 6-8 6',
  snow: 'M12 3v18M4 7l16 10M20 7 4 17',
  sparkles: 'M10 4c1 5 2 6 7 7-5 1-6 2-7 7-1-5-2-6-7-7 5-1 6-2 7-7Zm8 11v6m-3-3h6',
  star: 'm12 3 3 6 6 1-4 4 1 6-6-3-6 3 1-6-4-4 6-1Z',
  trophy: 'M7 4h10v5a5 5 0 0 1-10 0Zm0 1H4c0 4 1 5 3 5M17 5h3c0 4-1 5-3 5m-5 4v4m-4 2h8',
};

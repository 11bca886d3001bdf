import {
  BUILTIN_ITEM_NAMES,
  type BuiltinItem,
  MOODS,
  SPECIES,
  STAGE_NUMBERS,
} from '../../../src/contract/buddy/art.ts';

/* Everything that can be chosen in the studio. It is a value: the address carries it, undo goes back to an earlier one. */

export const SIZES = ['xs', 'sm', 'md', 'lg', 'full'] as const;
export const THEMES = ['light', 'dark', 'both'] as const;
export const LOOK_NAMES = ['', 'candy', 'paper', 'brutal', 'midnight'] as const;
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'tr', 'ar', 'ja', 'zh'] as const;
export const SECTIONS = ['stage', 'wallet', 'skills', 'streaks', 'badges', 'market', 'leaderboard'] as const;
export const SCENES = ['alone', 'app', 'sidebar', 'phone', 'sizes', 'real app'] as const;
export const FONTS = ['', 'system-ui', 'Georgia, serif', 'ui-rounded, "Nunito", sans-serif', 'ui-monospace, monospace'];
export const STATES = [
  'ready',
  'new',
  'egg',
  'warm egg',
  'ready egg',
  'nearly burning',
  'loading',
  'offline',
  'expired',
  'no scope',
  'rate limited',
  'pending picture',
  'failed picture',
] as const;
export const CODES = ['html', 'react', 'vue', 'svelte', 'angular', 'css'] as const;

export type Section = (typeof SECTIONS)[number];
export type StateName = (typeof STATES)[number];
type Scene = (typeof SCENES)[number];
export type Code = (typeof CODES)[number];

export interface Setup {
  species: (typeof SPECIES)[number];
  stage: (typeof STAGE_NUMBERS)[number];
  mood: (typeof MOODS)[number];
  name: string;
  items: readonly BuiltinItem[];
  look: (typeof LOOK_NAMES)[number];
  /** Empty: as the look has it. */
  accent: string;
  surface: string;
  radius: number | null;
  font: string;
  gap: number | null;
  scale: number | null;
  sections: readonly Section[];
  size: (typeof SIZES)[number];
  lang: (typeof LANGUAGES)[number];
  dir: 'ltr' | 'rtl';
  state: StateName;
  theme: (typeof THEMES)[number];
  scene: Scene;
  /** Of the element on the canvas, in pixels; null: as wide as is usual, or as there is room. */
  width: number | null;
  zoom: number;
}

export const START: Setup = {
  species: 'dragon',
  stage: 3,
  mood: 'calm',
  name: 'Pip',
  items: ['cowboy_hat', 'scarf'],
  look: '',
  accent: '',
  surface: '',
  radius: null,
  font: '',
  gap: null,
  scale: null,
  sections: ['stage', 'wallet', 'skills', 'streaks', 'badges', 'market'],
  size: 'md',
  lang: 'en',
  dir: 'ltr',
  state: 'ready',
  theme: 'light',
  scene: 'alone',
  width: null,
  zoom: 1,
};

type Field = keyof Setup;

const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);
const numberBetween = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  return text !== '' && number >= least && number <= most ? number : undefined;
};
const oneOf =
  <T extends string>(names: readonly T[]) =>
  (text: string) =>
    names.find((name) => name === text);
const someOf =
  <T extends string>(names: readonly T[]) =>
  (text: string): T[] =>
    [...new Set(text.split(' '))].flatMap((one) => names.find((name) => name === one) ?? []);

/** What of an address is believed: anything else is as if it were not there. */
const READ: { [F in Field]: (text: string) => Setup[F] | undefined } = {
  species: oneOf(SPECIES),
  stage: (text) => STAGE_NUMBERS.find((stage) => stage === Number(text)),
  mood: oneOf(MOODS),
  name: (text) => text.slice(0, 60) || undefined,
  items: (text) => someOf(BUILTIN_ITEM_NAMES)(text).slice(0, 4),
  look: oneOf(LOOK_NAMES),
  accent: (text) => (isColor(text) ? text : undefined),
  surface: (text) => (isColor(text) ? text : undefined),
  radius: numberBetween(0, 40),
  font: oneOf(FONTS),
  gap: numberBetween(8, 28),
  scale: numberBetween(0.75, 1.5),
  sections: someOf(SECTIONS),
  size: oneOf(SIZES),
  lang: oneOf(LANGUAGES),
  dir: oneOf(['ltr', 'rtl']),
  state: oneOf(STATES),
  theme: oneOf(THEMES),
  scene: oneOf(SCENES),
  width: numberBetween(160, 1400),
  zoom: numberBetween(0.25, 2),
};

export function readAddress(search: string): Setup {
  const asked = new URLSearchParams(search);
  const setup: Record<string, unknown> = { ...START };
  for (const field of Object.keys(READ) as Field[]) {
    const text = asked.get(field);
    const value = text === null ? undefined : READ[field](text);
    if (value !== undefined) setup[field] = value;
  }
  return setup as unknown as Setup;
}

/** What differs from the start; empty where nothing does. */
export function writeAddress(setup: Setup): string {
  const query = new URLSearchParams();
  for (const field of Object.keys(READ) as Field[]) {
    const [now, start] = [textOf(setup[field]), textOf(START[field])];
    if (now !== start) query.set(field, now);
  }
  return query.size > 0 ? `?${query}` : '';
}

const textOf = (value: Setup[Field]): string => (Array.isArray(value) ? value.join(' ') : String(value ?? ''));

/** At random, and always something that fits together: of each place one item. */
export function shuffled(setup: Setup, places: Record<BuiltinItem, string>, random = Math.random): Setup {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const items = new Map<string, BuiltinItem>();
  for (let index = 0; index < 4; index++) {
    const item = pick(BUILTIN_ITEM_NAMES);
    items.set(places[item], item);
  }
  const species = pick(SPECIES);
  const name = pick(['Pip', 'Luna', 'Cog', 'Olive', 'Ember', 'Bolt', 'Mango', 'Fern', 'Nori', 'Juno']);
  return { ...setup, species, stage: pick(STAGE_NUMBERS), mood: pick(MOODS), name, items: [...items.values()] };
}

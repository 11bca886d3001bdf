import type { Category, Mood } from '../contract/buddy/art.ts';
import type { EggLook } from './types.ts';

export interface AltItem {
  label: string;
  category?: Category;
}

export interface AltInput {
  name: string;
  stageLabel: string;
  items: readonly AltItem[];
  mood: Mood;
  /** Of the labels. In another than English they stand side by side: no sentence of ours would fit them. */
  language?: string;
}

/** Stages called by what somebody is take an article. Others may be called by anything: "Young", "Stufe 2". */
const NOUN = /\b(baby|chick|hatchling|nestling|fledgling|youngster|teenager|adult|explorer|voyager|elder)$/;

/** "Pip, a proud fledgling wearing a cowboy hat, holding a balloon, in front of a sunny meadow". Plain text, not escaped. */
export function altText({ name, stageLabel, items, mood, language = 'en' }: AltInput): string {
  if (!/^en(?:-|$)/i.test(language)) {
    return [name, stageLabel, ...items.map(({ label }) => label)]
      .map((one) => one.trim())
      .filter(Boolean)
      .join(', ');
  }
  const of = (...categories: (Category | undefined)[]) => items.filter((item) => categories.includes(item.category));
  const worn = items.filter((item) => !['background', 'hand', 'accessory'].includes(item.category ?? ''));
  const feeling = mood === 'calm' ? '' : mood;
  const noun = plainCase(stageLabel);
  const named = NOUN.test(noun);
  const kind = named ? [withArticle([feeling, noun].filter(Boolean).join(' '), false)] : [stageLabel.trim(), feeling];
  const phrases = [
    phrase('wearing', worn),
    phrase('holding', of('hand')),
    phrase('with', of('accessory')),
    phrase('in front of', of('background')),
  ];
  const who = [name.trim(), ...kind].filter(Boolean);
  const does = phrases.filter(Boolean).join(', ');
  const sentence = [who.join(', '), does].filter(Boolean).join(named || who.length < 2 ? ' ' : ', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function eggAltText({ status }: { status: EggLook }): string {
  return {
    waiting: 'An egg, waiting in its nest',
    ready: 'A glowing egg, ready to hatch',
    cracking: 'An egg cracking open, two eyes peeking out',
  }[status];
}

function phrase(verb: string, items: readonly AltItem[]): string {
  const names = items.map((item) => withArticle(plainCase(item.label), true)).filter(Boolean);
  return names.length ? `${verb} ${listed(names)}` : '';
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** "Cowboy Hat" reads as "cowboy hat" in a sentence; "NASA helmet" keeps its capitals. */
function plainCase(label: string): string {
  return label.trim().replace(/(?<![\p{L}\p{N}’'])\p{Lu}(?=[\p{Ll}’'])/gu, (letter) => letter.toLowerCase());
}

function withArticle(noun: string, mayBePlural: boolean): string {
  if (!noun || /^(an?|the|some|my|your|their|his|her)\s/i.test(noun)) return noun;
  if (mayBePlural && /[^s]s$/.test(noun)) return noun;
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

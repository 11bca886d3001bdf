import { boardEn } from '../../../src/widget/i18n/board.en.ts';
import type { Dictionary, StringKey } from '../../../src/widget/i18n/dictionary.ts';
import { eggEn } from '../../../src/widget/i18n/egg.en.ts';
import { en } from '../../../src/widget/i18n/en.ts';
import { laterEn } from '../../../src/widget/i18n/later.en.ts';
import { marketEn } from '../../../src/widget/i18n/market.en.ts';
import type { Sentence } from '../../../src/widget/i18n/sentence.ts';
import { statusEn } from '../../../src/widget/i18n/status.en.ts';
import { isShown } from './contrast.ts';

/**
 * A language that nobody speaks: English in brackets, with accents, and a third longer. What is read without brackets is
 * hard-coded; what is not read to its end is cut off.
 */

const ENGLISH: Record<StringKey, Sentence> = { ...en, ...boardEn, ...eggEn, ...laterEn, ...marketEn, ...statusEn };
const ACCENTS: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç', s: 'š' };

function longer(sentence: string): string {
  const accented = sentence.replace(/\{\w+\}|[a-z]/g, (part) => ACCENTS[part] ?? part);
  const more = Math.ceil(sentence.replace(/\{\w+\}/g, '').length / 3);
  return `⟦${accented}${' żżżżż'.repeat(more).slice(0, more)}⟧`;
}

export const PSEUDO = Object.fromEntries(
  Object.entries(ENGLISH).map(([key, sentence]) => [
    key,
    typeof sentence === 'string'
      ? longer(sentence)
      : Object.fromEntries(Object.entries(sentence).map(([form, text]) => [form, longer(text)])),
  ]),
) as unknown as Dictionary;

/** Marks what comes from the configuration or the server. */
export function marked<T>(value: T): T {
  const NAMES = new Set(['label', 'description', 'name', 'alt', 'next_label']);
  const walk = (one: unknown, key: string): unknown => {
    if (Array.isArray(one)) return one.map((inner) => walk(inner, key));
    if (one && typeof one === 'object')
      return Object.fromEntries(Object.entries(one).map(([inner, of]) => [inner, walk(of, inner)]));
    return typeof one === 'string' && NAMES.has(key) ? `«${one}»` : one;
  };
  return walk(value, '') as T;
}

/** Letters outside of all brackets. */
function unknown(text: string): boolean {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/«[^«»⟦⟧]*»|⟦[^⟦⟧]*⟧/g, '');
  }
  return /\p{L}/u.test(rest);
}

const READ = ['aria-label', 'aria-valuetext', 'title', 'alt', 'placeholder'];
/** Of the server: for developers and for support. */
const TECHNICAL = /^(req[-_]|Refused: )/;
/** Letters of weekdays and short units of time, which `Intl` writes; a code is for support. */
const WRITTEN_ELSEWHERE = '.week i, .brief, code';

export function hardCoded(root: ParentNode): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    for (const name of READ) {
      const value = element.getAttribute(name);
      if (value && unknown(value) && !TECHNICAL.test(value)) found.push(`${name}="${value}"`);
    }
    if (element.matches(WRITTEN_ELSEWHERE)) continue;
    // A sentence is in one text node, or begins and ends beside what was put into it.
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    for (const node of text) {
      const said = node.textContent!.trim();
      if (unknown(said) && !TECHNICAL.test(said)) found.push(said);
    }
  }
  return found;
}

/** Texts of ours that are not seen to their end. */
export function cutOff(root: ParentNode): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent!.includes('⟦') || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      const cutter = clips(element, text);
      if (cutter) found.push(`${node.textContent!.trim()} (cut by .${cutter.className})`);
    }
  }
  return found;
}

/** The ancestor that hides a part of a text, if any; one that scrolls shows it all. */
function clips(element: Element, text: DOMRect): Element | null {
  let [scrollsAcross, scrollsDown] = [false, false];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    scrollsAcross ||= /auto|scroll/.test(overflowX);
    scrollsDown ||= /auto|scroll/.test(overflowY);
    const isOut = text.left < box.left - 1 || text.right > box.right + 1;
    const isUnder = text.top < box.top - 2 || text.bottom > box.bottom + 2;
    if (!scrollsAcross && isOut && /hidden|clip/.test(overflowX)) return at;
    if (!scrollsDown && isUnder && /hidden|clip/.test(overflowY)) return at;
  }
  return null;
}

import type { z } from 'zod';

/*
 * What people are shown must not be invisible, and must not turn the text around it: a page, a log or a table puts it
 * between words of its own. Written out as ranges, as every reader of a JSON Schema understands them.
 *
 * Marks that only say which way the characters beside them run (U+200E, U+200F, U+061C), joiners of letters and of emoji
 * (U+200C, U+200D) and variation selectors stay allowed: languages and emoji are written with them.
 */

/** Embeddings, overrides and isolates: they go on beyond the text where nobody ends them (unicode.org/reports/tr9). */
export const TURNING = '\\u202a-\\u202e\\u2066-\\u2069';

/** White space and controls, what is ignorable by default, annotations, and letters and signs that are drawn as nothing. */
export const UNSEEN = [
  '\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f',
  '\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb',
  '\\u{1bca0}-\\u{1bca3}\\u{1d159}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}',
].join('');

const steady = new RegExp(`^[^${TURNING}]*$`, 'u');
const seen = new RegExp(`[^${UNSEEN}]`, 'u');

export const isSeen = (text: string): boolean => seen.test(text);

/** Such a text leaves the direction of the text around it alone. */
export const leavingDirection = (text: z.ZodString): z.ZodString =>
  text.regex(steady, 'must not contain characters that turn the direction of text (U+202A–U+202E, U+2066–U+2069)');

/** Such a text can be seen, besides. */
export const visible = (text: z.ZodString): z.ZodString =>
  leavingDirection(text).regex(seen, 'must have a character that can be seen');

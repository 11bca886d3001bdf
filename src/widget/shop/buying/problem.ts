import type { WidgetError } from '../../api/errors.ts';
import type { Strings } from '../../i18n/strings.ts';
import type { StringKey } from '../../i18n/dictionary.ts';
import { reason } from '../../sections/failure.ts';

const WORDS: Partial<Record<WidgetError['code'], StringKey>> = {
  out_of_stock: 'soldOut',
  item_locked: 'locked',
  too_many_items: 'tooMany',
  missing_scope: 'forbidden',
};

/** A person's words for a refusal. */
export function problem(error: WidgetError, strings: Strings): string {
  const key = reason(error);
  return strings.t(WORDS[error.code] ?? (key === 'forbidden' || key === 'empty' ? 'unavailable' : key));
}

/** Why it was not bought, and whether anything was taken: a server that never answered may have sold it. */
export function purchaseProblem(error: WidgetError, strings: Strings): string {
  const answered = error.status > 0 && error.status < 500;
  const why = problem(error, strings).replace(/\p{L}$/u, '$&.');
  return `${why} ${strings.t(answered ? 'nothingTaken' : 'paidOnce')}`;
}

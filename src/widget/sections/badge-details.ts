import { html, type TemplateResult } from 'lit';
import type { BadgeView } from '../../contract/state.ts';
import { laterEn } from '../i18n/later.en.ts';
import type { Strings } from '../i18n/strings.ts';

/** What a badge is for and when it was earned. The name is read out with the badge itself. */
export function badgeDetails(
  { label, description, earned, awarded_at: at }: BadgeView,
  known: Strings,
): TemplateResult {
  const strings = known.extended(laterEn);
  const status = earned ? at && strings.t('earned', { when: strings.date(at) }) : strings.t('notEarned');
  return html`<span class="details"
    ><b dir="auto" aria-hidden="true">${label}</b> <span dir="auto">${description}</span> <i>${status}</i></span
  >`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { BadgeView, WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from './icons.ts';
import { section } from './pieces.ts';
import type { View } from './view.ts';

/** Two rows of six. */
const ROOM = 12;

/** Badges, earned or not; the one that is pointed at or focused tells about itself. */
export function badges({ badges: every }: WidgetState, strings: Strings, view: View): TemplateResult {
  const { length } = every;
  const shown = length > ROOM && !view.allBadges ? every.slice(0, ROOM - 1) : every;
  const earned = every.filter((badge) => badge.earned).length;
  const medals = html`<div class="medals ${length > 8 ? 'many' : ''}">
    ${shown.map((badge, index) => medal(badge, index, strings))}
    ${
      shown === every
        ? nothing
        : html`<button class="more" tabindex="-1" title=${strings.t('showAll')} @click=${view.showAllBadges}>
            +${strings.number(length - shown.length)}
          </button>`
    }
  </div>`;
  return section('badges', every, strings, medals, strings.t('countOf', { n: earned, of: length }));
}

function medal(badge: BadgeView, index: number, strings: Strings): TemplateResult {
  const { label, description, earned, awarded_at: at } = badge;
  const standing = earned ? at && strings.t('earned', { when: strings.date(at) }) : strings.t('notEarned');
  return html`<button part="badge" class=${earned ? 'earned' : ''} tabindex=${index ? -1 : 0}>
    ${icon(badge.icon, label)}<span class="label" dir="auto" aria-hidden="true">${label}</span>
    <span class="tale"><b dir="auto">${label}</b> <span dir="auto">${description}</span> <i>${standing}</i></span>
  </button>`;
}

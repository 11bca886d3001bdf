import { html, nothing, type TemplateResult } from 'lit';
import type { BadgeView, WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { section } from './pieces.ts';
import type { View } from '../element/view.ts';

/** Two rows of six. */
const ROOM = 12;

/** Badges, earned or not; the one that is pointed at or focused tells about itself. */
export function badges({ badges: every }: WidgetState, strings: Strings, view: View): TemplateResult {
  const { length } = every;
  const shown = length > ROOM && !view.allBadges ? every.slice(0, ROOM - 1) : every;
  const earned = every.filter((badge) => badge.earned).length;
  const medals = html`<div class="medals ${length > 8 ? 'many' : ''}">
    ${shown.map((badge, index) => medal(badge, index, strings, view))}
    ${
      shown === every
        ? nothing
        : html`<button class="more" tabindex="-1" title=${strings.t('showAll')} @click=${view.more?.showAllBadges}>
            +${strings.number(length - shown.length)}
          </button>`
    }
  </div>`;
  return section('badges', every, strings, medals, strings.t('countOf', { n: earned, of: length }));
}

function medal(badge: BadgeView, index: number, strings: Strings, { more }: View): TemplateResult {
  const { label } = badge;
  return html`<button part="badge" class=${badge.earned ? 'earned' : ''} tabindex=${index ? -1 : 0}>
    ${icon(badge.icon, label)}<span class="label" dir="auto">${label}</span>${more?.details(badge, strings)}
  </button>`;
}

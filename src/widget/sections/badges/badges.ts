import { html, nothing, type TemplateResult } from 'lit';
import type { BadgeView, WidgetState } from '../../../contract/buddy/state.ts';
import type { View } from '../../element/view.ts';
import type { Strings } from '../../i18n/strings.ts';
import { icon } from '../../look/icons.ts';
import { heading, nothingYet } from '../pieces.ts';

/** As many as the widest card has room for; the styles show fewer where it is narrow. */
const ROOM = 12;

/** Badges: what is earned, the latest first, then what is nearest. A press tells more about one. */
export function badges({ badges: every }: WidgetState, strings: Strings, view: View): TemplateResult {
  const { length } = every;
  const sorted = every.toSorted(
    (a, b) => Number(b.earned) - Number(a.earned) || wornOn(b) - wornOn(a) || wayOf(b) - wayOf(a),
  );
  const unfolded = view.unfolded.has('badges');
  const earned = every.filter((badge) => badge.earned).length;
  const count = strings.t('countOf', { n: earned, of: length });
  if (!length) return html`${heading('badges', strings, view)}${nothingYet(strings)}`;
  return html`${heading('badges', strings, view, count)}
    <ul class="list medals" role="list" @click=${view.more?.showDetails}>
      ${(unfolded ? sorted : sorted.slice(0, ROOM)).map((badge, index) => medal(badge, index, strings))}
      ${
        unfolded || length < 2
          ? nothing
          : html`<li class="rest">
              <button
                class="more"
                tabindex="-1"
                aria-label="${strings.number(earned)}/${strings.number(length)}, ${strings.t('showAll')}"
                @click=${() => view.more?.unfold('badges')}
              >
                ${strings.number(earned)}<span>/${strings.number(length)}</span>
              </button>
            </li>`
      }
    </ul>`;
}

const wornOn = ({ awarded_at: at }: BadgeView): number => Date.parse(at ?? '') || 0;
const wayOf = ({ progress }: BadgeView): number => (progress ? progress.value / progress.target : 0);

function medal(badge: BadgeView, index: number, strings: Strings): TemplateResult {
  const { badge_key: key, label, earned, progress } = badge;
  const state = earned
    ? strings.t('isEarned')
    : progress
      ? strings.t('countOf', { n: progress.value, of: progress.target })
      : strings.t('notEarned');
  return html`<li>
    <button
      part="badge"
      class=${earned ? 'earned' : ''}
      data-badge=${key}
      tabindex=${index ? -1 : 0}
      aria-haspopup="dialog"
      title=${label}
    >
      <span class="medal"
        >${icon(badge.icon, label)}${
          !earned && progress?.value
            ? html`<svg class="way" viewBox="0 0 40 40" aria-hidden="true">
                <rect
                  x="1.5"
                  y="1.5"
                  width="37"
                  height="37"
                  pathLength="100"
                  stroke-dasharray="${wayOf(badge) * 100} 101"
                />
              </svg>`
            : nothing
        }</span
      >
      <span class="label" dir="auto">${label}</span><span class="unseen">, ${state}</span>
    </button>
  </li>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { StreakView, WidgetState } from '../../contract/state.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { bar, section } from './pieces.ts';

const SOON_MS = 6 * 3_600_000;

/** How long each streak has lived, and how long it still lives without another tick. */
export function streaks({ streaks: all }: WidgetState, strings: Strings, { now }: View): TemplateResult {
  return section(
    'streaks',
    all,
    strings,
    html`<ul role="list" tabindex=${all.length > 2 ? 0 : nothing}>
      ${all.map((streak) => card(streak, strings, now))}
    </ul>`,
  );
}

function card(streak: StreakView, strings: Strings, now: number): TemplateResult {
  const {
    label,
    period,
    count,
    alive,
    ticked_this_period: ticked,
    next_milestone: next,
    freezes_left: freezes,
  } = streak;
  const left = Date.parse(streak.expires_at ?? '') - now;
  const mood = !alive ? 'out' : ticked ? 'lit' : left < SOON_MS ? 'soon' : 'low';
  const hint = !alive
    ? strings.t('restart')
    : ticked
      ? strings.t('done')
      : strings.t('ends', { when: strings.until(left) });
  return html`<li part="streak" class=${mood} title=${label}>
    ${icon('flame')}
    <b class="label" dir="auto">${strings.t(period, { n: count })}</b>
    ${
      freezes
        ? html`<span class="freezes soft" role="img" aria-label=${strings.t('freezes', { n: freezes })}
            >${icon('snow')}${strings.number(freezes)}</span
          >`
        : nothing
    }
    <span class="label soft" dir="auto">${label}</span>
    ${next ? bar(strings.t('next', { n: next }), count / next) : nothing}
    <span class="hint label soft">${hint}</span>
  </li>`;
}

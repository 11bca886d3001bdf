import { html, nothing, svg, type TemplateResult } from 'lit';
import type { RecentPeriod, StreakView, WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { left, until, weekdayOf } from '../i18n/times.ts';
import { icon } from '../look/icons.ts';
import { heading, nothingYet } from './pieces.ts';

const SOON_MS = 6 * 3_600_000;

/** How long each streak has lived, its last seven periods, and how long it still lives without another tick. */
export function streaks({ streaks: all }: WidgetState, strings: Strings, view: View): TemplateResult {
  return html`${heading('streaks', strings, view)}
  ${
    all.length
      ? html`<ul class="list" role="list" tabindex=${all.length > 2 ? 0 : nothing}>
          ${all.map((streak) => card(streak, strings, view.now))}
        </ul>`
      : nothingYet(strings)
  }`;
}

function card(streak: StreakView, strings: Strings, now: number): TemplateResult {
  const { label, period, count, alive, ticked_this_period: ticked, next_milestone: next, recent } = streak;
  const freezes = streak.freezes?.left ?? streak.freezes_left;
  const lifetime = leftOf(streak, now);
  const mood = !alive ? 'out' : ticked ? 'lit' : lifetime < SOON_MS ? 'soon' : 'low';
  const hint = !alive
    ? strings.t('restart')
    : ticked
      ? strings.t('done')
      : strings.t('ends', { when: until(lifetime, strings) });
  return html`<li part="streak" class=${mood} title=${label}>
    ${flame(count, next, strings)}
    <b dir="auto">${strings.t(period, { n: count })}</b>
    ${
      freezes
        ? html`<span class="freezes soft" role="img" aria-label=${strings.t('freezes', { n: freezes })}
            >${icon('snow')}${strings.number(freezes)}</span
          >`
        : nothing
    }
    <span class="label soft" dir="auto">${label}</span>
    <span class="hint soft"
      ><span class="whole">${hint}</span
      ><span class="brief" aria-hidden="true">${!alive ? '' : ticked ? '✓' : left(lifetime, strings)}</span></span
    >
    ${recent?.length ? week(recent, period, strings) : nothing}
  </li>`;
}

/** How long it still lives, in ms. */
export function leftOf({ expires_at: at }: StreakView, now: number): number {
  return Date.parse(at ?? '') - now;
}

/** A flame in a ring that closes with the next milestone. */
function flame(count: number, next: number | null, strings: Strings): TemplateResult {
  if (!next) return icon('flame');
  const way = Math.min(1, count / next);
  return html`<span
    class="ring"
    role="progressbar"
    aria-label=${strings.t('next', { n: next })}
    aria-valuenow=${Math.round(way * 100)}
    aria-valuetext=${strings.t('countOf', { n: count, of: next })}
    >${icon('flame')}
    <svg viewBox="0 0 24 24" aria-hidden="true">${round()} ${way ? round(`${way * 100} 101`) : nothing}</svg></span
  >`;
}

/** Around the flame; as round as the corners of everything else. */
function round(dashes?: string): TemplateResult {
  return svg`<rect x="2" y="2" width="20" height="20" pathLength="100" stroke-dasharray=${dashes ?? nothing} />`;
}

/** The last seven periods; days carry the letter of their weekday. */
function week(recent: RecentPeriod[], period: StreakView['period'], strings: Strings): TemplateResult {
  const day = ({ period: from, status }: RecentPeriod, index: number) =>
    html`<i class="${status} ${index === recent.length - 1 ? 'now' : ''}"
      >${status === 'frozen' ? icon('snow') : period === 'daily' ? weekdayOf(from, strings) : ''}</i
    >`;
  const kept = recent.filter(({ status }) => status === 'ticked' || status === 'frozen').length;
  return html`<span class="week" role="img" aria-label=${strings.t('week', { n: kept, of: recent.length })}
    >${recent.map(day)}</span
  >`;
}

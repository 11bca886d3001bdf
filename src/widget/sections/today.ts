import { html, nothing, type TemplateResult } from 'lit';
import type { StreakView, WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { leftOf } from './streaks.ts';

/** One line: the one thing that is worth doing next. */
export function today(state: WidgetState, strings: Strings, { now, more }: View): TemplateResult {
  const { refused, redraw } = more!;
  const stays = failed(state) && refused;
  const [name, text, tone]: Line = stays ? ['bolt', strings.t('pictureStays'), 'calm'] : next(state, strings, now);
  return html`<span class="line ${tone}"
    >${icon(name)}<span class="label" dir="auto" role=${stays ? 'alert' : nothing} title=${text}>${text}</span>${
      failed(state) && state.scopes.includes('items:equip')
        ? html`<button class="quiet redraw" @click=${redraw}>${strings.t('retry')}</button>`
        : nothing
    }</span
  >`;
}

type Line = [icon: string, text: string, tone: 'warm' | 'calm' | 'glad'];

const failed = ({ buddy }: WidgetState) => buddy.appearance.status === 'failed';

function next(state: WidgetState, strings: Strings, now: number): Line {
  const { buddy, evolution, streaks, badges } = state;
  if (buddy.appearance.status === 'pending') return ['sparkles', strings.t('pictureOnItsWay'), 'glad'];
  if (failed(state)) return ['bolt', strings.t('pictureFailed'), 'calm'];
  if (evolution.ready) return ['sparkles', strings.t('growReady', { name: buddy.name }), 'glad'];
  const burning = streaks
    .filter((one) => one.alive && one.count > 0 && !one.ticked_this_period)
    .toSorted((a, b) => leftOf(a, now) - leftOf(b, now))[0];
  if (burning) return ['flame', keep(burning, strings), 'warm'];
  const ticked = streaks.find((one) => one.ticked_this_period);
  const near = badges
    .filter(({ earned, progress }) => !earned && progress && progress.value < progress.target)
    .toSorted((a, b) => a.progress!.target - a.progress!.value - (b.progress!.target - b.progress!.value))[0];
  if (!ticked && !buddy.coins && !badges.some((badge) => badge.earned)) {
    const goal = near?.label ?? badges[0]?.label ?? streaks[0]?.label;
    return ['seedling', goal ? strings.t('firstGoal', { label: goal }) : strings.t('firstStep'), 'glad'];
  }
  if (near) {
    const { target, value } = near.progress!;
    return ['medal', strings.t('nearBadge', { n: target - value, label: near.label }), 'calm'];
  }
  const out = streaks.find((one) => !one.alive);
  if (out && !ticked) return ['flame', strings.t('startAgain', { label: out.label }), 'warm'];
  return ['heart', strings.t(ticked ? 'allDone' : 'seeYou', { name: buddy.name }), 'glad'];
}

function keep({ period, count }: StreakView, strings: Strings): string {
  return strings.t('keep', { what: strings.t(period, { n: count }) });
}

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/state.ts';
import type { WidgetError } from '../api/errors.ts';
import { addStyles } from '../element/sheets.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { reason } from '../sections/failure.ts';
import { smallStyles } from './small.styles.ts';

export type SmallTemplate = typeof small;

/** The template, for an element that gets its styles. */
export function smallOn(host: LitElement): SmallTemplate {
  addStyles(host, smallStyles);
  return small;
}

/** A face with the streak, or a row: a button that opens the card. */
function small(
  state: WidgetState | null,
  strings: Strings | undefined,
  view: View,
  error: WidgetError | null,
): TemplateResult {
  const known = state && strings;
  return html`<section
    class="card mini ${known || error ? '' : 'loading'}"
    part="container"
    aria-busy=${!known && !error}
  >
    <button class="inside" popovertarget="card" aria-haspopup="dialog" ?disabled=${!known && !error}>
      <span class="face">${state ? face(state, view) : error ? icon('egg') : nothing}</span>
      ${known ? facts(state, strings, view) : nothing}
      ${!known && error && strings ? html`<span class="who soft">${strings.t(reason(error))}</span>` : nothing}
    </button>
  </section>`;
}

function face({ buddy }: WidgetState, { picture, faceOf }: View): unknown {
  const url = faceOf(buddy) ?? picture?.figure;
  return url ? html`<img src=${url} alt=${buddy.image?.alt ?? ''} width="64" height="64" />` : icon('egg');
}

function facts(state: WidgetState, strings: Strings, view: View): TemplateResult {
  const { buddy, streaks } = state;
  const streak = streaks.find((one) => one.alive && one.count > 0);
  return html`<span class="about">
      <span class="who"
        ><b class="label" part="name" dir="auto">${buddy.name}</b>
        <span class="label soft" dir="auto">${buddy.stage.label}</span></span
      >
      <span class="growth">${view.more?.growth(state, strings, view)}</span>
    </span>
    ${
      streak
        ? html`<span class="fact flame" title=${streak.label}
            >${icon('flame')}<b>${strings.number(streak.count, true)}</b
            ><span class="unseen">${streak.label}</span></span
          >`
        : nothing
    }
    <span class="fact coin" title=${strings.t('coins', { n: buddy.coins })}
      >${icon('coin')}<b data-key="coin" .textContent=${strings.number(buddy.coins, true)}></b
      ><span class="unseen">${strings.t('coins', { n: buddy.coins })}</span></span
    >`;
}

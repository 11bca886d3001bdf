import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { SeatState, WidgetState } from '../../contract/buddy/state.ts';
import type { WidgetError } from '../api/errors.ts';
import { addStyles } from '../element/sheets.ts';
import type { Instead, View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { insteadOf, type LoadedChunks } from './instead.ts';
import { smallStyles } from './small.styles.ts';

export interface SmallHost extends LitElement, View {
  readonly state: SeatState | null;
}

/** @param state null while there is no buddy */
export type SmallTemplate = (
  state: WidgetState | null,
  strings: Strings | undefined,
  error: WidgetError | null,
) => TemplateResult;

/** The template, for an element that gets its styles. */
export function smallOn(host: SmallHost, parts: () => LoadedChunks): SmallTemplate {
  addStyles(host, smallStyles);
  // A browser knows the element as what had the focus, not the button in it.
  host.shadowRoot!.addEventListener(
    'toggle',
    (event) => {
      const isCard = (event.target as Element).id === 'card' && (event as ToggleEvent).newState === 'closed';
      const isLost = [null, document.body, host].includes(document.activeElement as HTMLElement | null);
      if (isCard && isLost) host.renderRoot.querySelector<HTMLElement>('.mini button')?.focus();
    },
    true,
  );
  return (state, strings, error) =>
    small(state, strings, host, strings ? insteadOf(host.state, error, strings, host.urlOf, parts()) : null);
}

/** A face with the streak, or a row: a button that opens the card. */
function small(
  state: WidgetState | null,
  strings: Strings | undefined,
  view: View,
  instead: Instead | null,
): TemplateResult {
  const known = state && strings;
  const loads = !known && !instead;
  return html`<section class="card mini ${loads ? 'loading' : ''}" part="container" aria-busy=${loads}>
    <button
      class="inside"
      popovertarget="card"
      aria-haspopup="dialog"
      aria-hidden=${loads || nothing}
      ?disabled=${loads}
    >
      <span class="face">${state ? face(state, view) : (instead?.face ?? nothing)}</span>
      ${known ? facts(state, strings, view) : (instead?.words ?? nothing)}
    </button>
  </section>`;
}

function face({ buddy }: WidgetState, { picture, urlOf }: View): unknown {
  const face = buddy.image?.face_url;
  const url = face ? urlOf(face) : picture?.figure;
  return url ? html`<img src=${url} alt=${buddy.image?.alt ?? ''} width="64" height="64" />` : icon('egg');
}

function facts(state: WidgetState, strings: Strings, view: View): TemplateResult {
  const { buddy, streaks } = state;
  const streak = streaks.find((one) => one.alive && one.count > 0);
  return html`<span class="about">
      <span class="who"
        ><b class="label" part="name" dir="auto" .textContent=${buddy.name}></b>
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

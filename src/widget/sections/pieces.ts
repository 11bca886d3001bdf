import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../element/view.ts';
import type { StringKey } from '../i18n/dictionary.ts';
import type { Strings } from '../i18n/strings.ts';
import { ghosts } from './ghosts.ts';

/** The heading of a section, with a word at its end. Where there is little room it is read out only. */
export function heading(title: StringKey, strings: Strings, view: View, aside: unknown = nothing): TemplateResult {
  return html`<div class="heading">
    <b role="heading" aria-level=${view.headingLevel + 1}>${strings.t(title)}</b>
    <span class="soft" dir="auto">${aside}</span>
  </div>`;
}

/** Says that there is nothing yet: screen readers get the words, eyes the shapes of what comes. */
export function nothingYet(strings: Strings): TemplateResult {
  return html`<p class="unseen">${strings.t('nothing')}</p>
    ${ghosts}`;
}

/** How much of `of` is reached. */
export function bar(label: string, value: number, of: number, strings: Strings, text = ''): TemplateResult {
  const percent = Math.round(Math.min(1, value / of) * 100);
  return html`<span
    class="bar"
    role="progressbar"
    aria-label=${label}
    aria-valuenow=${percent}
    aria-valuetext=${text || strings.t('countOf', { n: value, of })}
    ><i .style=${`inline-size:${percent}%`}></i
  ></span>`;
}

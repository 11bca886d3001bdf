import { html, type TemplateResult } from 'lit';
import type { Strings } from '../i18n/strings.ts';
import type { StringKey } from '../i18n/dictionary.ts';

/** A heading, with a word at its end, over what there is. */
export function section(
  title: StringKey,
  { length }: unknown[],
  strings: Strings,
  content: TemplateResult,
  aside = '',
): TemplateResult {
  return html`<div class="heading">${strings.t(title)}<span class="soft" dir="auto">${length ? aside : ''}</span></div>
    ${length ? content : html`<p class="nothing">${strings.t('nothing')}</p>`}`;
}

/** @param width how much of it is full, 0 to 1 */
export function bar(label: string, width: number): TemplateResult {
  const percent = Math.round(width * 100);
  return html`<span class="bar" role="progressbar" aria-label=${label} aria-valuenow=${percent}
    ><i .style=${`inline-size:${percent}%`}></i
  ></span>`;
}

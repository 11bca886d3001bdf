import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetError } from '../api/errors.ts';
import { icon } from '../look/icons.ts';
import type { Strings } from '../i18n/strings.ts';
import type { StringKey } from '../i18n/dictionary.ts';

/** Why there is nothing new to see, calmly, and a way out where there is one. */
export function failure(error: WidgetError, strings: Strings, retry: () => void): TemplateResult {
  const key = reason(error);
  return html`<div class="notice" part="status" role="alert">
    ${icon(key === 'empty' ? 'egg' : 'bolt')}${strings.t(key)}
    ${key === 'forbidden' ? nothing : html`<button class="quiet" @click=${retry}>${strings.t('retry')}</button>`}
  </div>`;
}

export function reason({ status, code, passing }: WidgetError): StringKey {
  if (status === 401) return 'expired';
  if (status === 404) return 'empty';
  if (!passing) return 'forbidden';
  return code === 'offline' ? code : 'unavailable';
}

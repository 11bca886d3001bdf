import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetError } from '../api/errors.ts';
import { icon } from '../look/icons.ts';
import type { Strings } from '../i18n/strings.ts';
import type { StringKey } from '../i18n/dictionary.ts';

/** What is known of when things go on. */
export interface Outlook {
  /** In how many seconds it is tried again; 0: not known. */
  readonly retryIn: number;
  /** How many activities are kept until then. */
  readonly kept: number;
  /** It is the shop that could not be opened, and nothing else. */
  readonly shop: boolean;
}

/** Why there is nothing new to see, calmly, and a way out where there is one. */
export function failure(error: WidgetError, strings: Strings, retry: () => void, outlook: Outlook): TemplateResult {
  const { retryIn, kept, shop } = outlook;
  const key = shop && error.code === 'offline' ? 'shopLater' : reason(error);
  // The seconds that run down are not read out again and again.
  return html`<div class="notice" part="status" role="alert">
    ${icon(key === 'empty' ? 'egg' : 'bolt')}
    <span>
      ${error.code === 'not_configured' && isOwnMachine() ? error.message : strings.t(kept ? 'kept' : key)}
      ${retryIn ? html`<span aria-hidden="true">${strings.t('again', { n: retryIn })}</span>` : nothing}
    </span>
    ${key === 'forbidden' ? nothing : html`<button class="quiet" @click=${retry}>${strings.t('retry')}</button>`}
  </div>`;
}

/** The page is open on a developer's own machine: whoever sees a message can act on it. */
export function isOwnMachine(): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
}

export function reason({ status, code, passing }: WidgetError): StringKey {
  if (status === 401) return 'expired';
  if (status === 404) return 'empty';
  if (code === 'rate_limited') return 'busy';
  if (!passing) return 'forbidden';
  return code === 'offline' ? code : 'unavailable';
}

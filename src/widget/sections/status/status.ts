import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { WidgetError } from '../../api/errors.ts';
import { addStyles } from '../../element/sheets.ts';
import type { Instead } from '../../element/view.ts';
import { statusEn } from '../../i18n/status.en.ts';
import type { Strings } from '../../i18n/strings.ts';
import { type Drawing, drawing } from '../../look/drawings.ts';
import { isOwnMachine, type Outlook, reason } from '../failure.ts';
import { statusStyles } from './status.styles.ts';

/** How it is said in a card, and in a face or a row. */
export interface StatusTemplates {
  card: typeof status;
  row: typeof statusInRow;
}
type StatusName = keyof typeof STATUS;

/** What is to be seen, and what a person can do: look again, have the request's id for support, or nothing. */
const STATUS = {
  offline: { drawing: 'searching', retry: true },
  unavailable: { drawing: 'asleep', retry: true },
  rate_limited: { drawing: 'waiting', retry: true },
  expired: { drawing: 'asleep', retry: true },
  revoked: { drawing: 'locked', retry: true },
  wrong_key: { drawing: 'locked', retry: false },
  forbidden: { drawing: 'locked', retry: false },
  unknown: { drawing: 'egg', retry: true },
  no_configuration: { drawing: 'lost', retry: false },
} as const satisfies Record<string, { drawing: Drawing; retry: boolean }>;

function statusOf(error: WidgetError): StatusName {
  const { code, status } = error;
  if (code === 'rate_limited') return 'rate_limited';
  if (code === 'not_configured' || code === 'no_published_config') return 'no_configuration';
  if (/revoked/.test(code)) return 'revoked';
  if (/api_key|secret_key|unauthorized|invalid_token/.test(code)) return 'wrong_key';
  if (status === 404) return 'unknown';
  const key = reason(error);
  return key === 'expired' || key === 'offline' || key === 'forbidden' ? key : 'unavailable';
}

/** Why there is no buddy to be seen: a drawing, a sentence, what can be done, and what support asks for. */
function status(error: WidgetError, known: Strings, retry: () => void, { retryIn, kept }: Outlook): TemplateResult {
  const strings = known.extended(statusEn);
  const name = statusOf(error);
  const { drawing: drawn, retry: again } = STATUS[name];
  const developer = name === 'no_configuration' && isOwnMachine();
  return html`<div class="status" part="status" role="alert" data-status=${name}>
    ${drawing(drawn)}
    <div class="says">
      <b>${strings.t(`${name}Title`)}</b>
      <p class="soft">
        ${developer ? error.message : strings.t(kept ? 'kept' : `${name}Text`)}
        ${
          retryIn
            ? // The seconds that run down are not read out again and again.
              html`<span aria-hidden="true">${strings.t('again', { n: retryIn })}</span>`
            : nothing
        }
      </p>
      <p class="actions">
        ${again ? html`<button class="quiet" @click=${retry}>${strings.t('retry')}</button>` : nothing}
        ${copy(error, strings)}
      </p>
    </div>
  </div>`;
}

function statusInRow(error: WidgetError, strings: Strings): Instead {
  const name = statusOf(error);
  const title = strings.extended(statusEn).t(`${name}Title`);
  return { face: drawing(STATUS[name].drawing), words: html`<span class="who"><b>${title}</b></span>` };
}

/** The code, and a press that copies the request's id. */
function copy({ code, requestId }: WidgetError, strings: Strings): TemplateResult {
  const press = ({ currentTarget }: Event) => {
    const button = currentTarget as HTMLElement;
    // Where the browser refuses, the id can be read from the button's title.
    void navigator.clipboard?.writeText(requestId!).then(
      () => (button.dataset['copied'] = strings.t('copied')),
      () => undefined,
    );
  };
  return html`${
      requestId
        ? html`<button
            class="id soft"
            title=${requestId}
            aria-label=${strings.t('copyId', { id: requestId })}
            @click=${press}
          >
            ${strings.t('requestId')}
          </button>`
        : nothing
    }<code class="soft">${code}</code>`;
}

const styled = new WeakSet<LitElement>();

/** The templates, once the element has their styles. */
export function statusOn(host: LitElement): StatusTemplates {
  if (!styled.has(host)) addStyles(host, statusStyles);
  styled.add(host);
  return { card: status, row: statusInRow };
}

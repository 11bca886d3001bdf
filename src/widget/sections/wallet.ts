import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';

/** Coins and tokens. The numbers are set as a property, so that they may run. */
export function wallet({ buddy, tokens }: WidgetState, strings: Strings): TemplateResult {
  const purse = (key: string, drawing: TemplateResult, value: number, label: string, name: string) =>
    html`<li class="purse ${key}" title=${label}>
      ${drawing}<b data-key=${key} aria-hidden="true" .textContent=${strings.number(value, true)}></b>
      <span class="soft" aria-hidden="true" dir="auto">${name}</span>
      <span class="unseen">${label}</span>
    </li>`;
  const { coins } = buddy;
  // A plural without its number: "{n} coins".
  const unit = strings.t('coins', { n: coins }).replace(strings.number(coins), '').trim();
  return html`<ul class="purses" role="list" tabindex=${tokens.length > 2 ? 0 : nothing}>
    ${purse('coin', icon('coin'), coins, strings.t('coins', { n: coins }), unit)}
    ${tokens.map(({ token_key: key, label, icon: name, balance: n, max_balance: of }) =>
      purse(key, icon(name, label), n, `${label}: ${of ? strings.t('countOf', { n, of }) : strings.number(n)}`, label),
    )}
  </ul>`;
}

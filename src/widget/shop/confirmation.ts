import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { problem } from './problem.ts';
import type { Purchase } from './purchase.ts';
import { amountInWords, leftAfter, priceInWords } from './availability.ts';

export interface ConfirmationActions {
  pay: () => void;
  back: () => void;
  /** Undefined where the credential may not dress the buddy. */
  wear: (() => void) | undefined;
}

/** "Buy it?", with what is left afterwards; then that it is being paid; then that it is yours. */
export function confirmation(
  { item, phase, error }: Purchase,
  state: WidgetState,
  strings: Strings,
  image: string,
  { pay, back, wear }: ConfirmationActions,
): TemplateResult {
  const { label, rarity, description, price } = item;
  const pending = phase === 'pending';
  const done = phase === 'done';
  const question = strings.t('buyFor', { label, price: priceInWords(item, state, strings) });
  const left = () => amountInWords(item, Math.max(0, leftAfter(item, state)), state, strings);
  return html`<div class="confirmation ${rarity} ${phase}" aria-busy=${pending}>
    <div class="thumb"><img src=${image} alt=${label} width="512" height="512" /></div>
    <div class="question">
      <span class="rarity">${strings.t(rarity)}</span>
      <h2 tabindex="-1">${done ? strings.t('bought', { label }) : question}</h2>
      <p class="soft" dir="auto">${description}</p>
      ${done || price.type === 'free' ? nothing : html`<p class="sum">${strings.t('after')}<b>${left()}</b></p>`}
      ${error ? html`<p class="problem" role="alert">${problem(error, strings)}</p>` : nothing}
      <div class="actions">
        <button class="quiet" @click=${back} ?disabled=${pending}>${strings.t(done ? 'shop' : 'cancel')}</button>
        ${
          !done
            ? html`<button part="buy" class="strong" @click=${pay} aria-disabled=${pending}>
                ${strings.t(error ? 'retry' : 'buy')}
              </button>`
            : wear
              ? html`<button part="equip" class="strong" @click=${wear}>${strings.t('wear')}</button>`
              : nothing
        }
      </div>
    </div>
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import type { StringKey } from '../i18n/dictionary.ts';
import { badges } from './badges.ts';
import { icon } from '../look/icons.ts';
import { skills } from './skills.ts';
import { stage } from './stage.ts';
import { streaks } from './streaks.ts';
import type { View } from '../element/view.ts';
import { wallet } from './wallet.ts';

const PARTS = { stage, wallet, skills, streaks, badges };

export type Section = keyof typeof PARTS | 'market';

/** A section by its name, empty while nothing is known of the buddy; nothing where no section has that name. */
export function sectionOf(
  name: string,
  state: WidgetState | null,
  strings: Strings | undefined,
  view: View,
): TemplateResult | typeof nothing {
  if (name === 'market') return marketButton(!state, strings, view);
  if (!Object.hasOwn(PARTS, name)) return nothing;
  const label = name !== 'stage' && strings?.t(name as keyof typeof PARTS & StringKey);
  return html`<div part=${name} class=${name} role="group" aria-label=${label || nothing}>
    ${state && strings ? PARTS[name as keyof typeof PARTS](state, strings, view) : nothing}
  </div>`;
}

function marketButton(disabled: boolean, strings: Strings | undefined, { shop }: View): TemplateResult {
  return html`<button
    class="market strong"
    part="market-button"
    aria-haspopup="dialog"
    ?disabled=${disabled}
    @click=${shop}
  >
    ${icon('bag')}${strings?.t('shop')}
  </button>`;
}

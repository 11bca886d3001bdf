import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { StringKey } from '../i18n/dictionary.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { ghosts } from './ghosts.ts';
import { stage } from './stage.ts';
import { wallet } from './wallet.ts';

/** Filled once the first view stands. */
const LATER = /^(skills|streaks|badges|leaderboard)$/;

export type Section = 'stage' | 'wallet' | 'skills' | 'streaks' | 'badges' | 'leaderboard' | 'market';

/** A section by its name, empty while nothing is known of the buddy; nothing where no section has that name. */
export function sectionOf(
  name: string,
  state: WidgetState | null,
  strings: Strings | undefined,
  view: View,
): TemplateResult | typeof nothing {
  if (name === 'market') return marketButton(state, strings, view);
  const isLater = LATER.test(name);
  const first = name === 'stage' ? stage : name === 'wallet' ? wallet : undefined;
  const template = isLater ? view.more?.sections[name] : first;
  if (!isLater && !template) return nothing;
  const label = name !== 'stage' && strings?.t(name as StringKey);
  const inner = state && strings && template ? template(state, strings, view) : isLater ? ghosts : nothing;
  return html`<div
    part=${name}
    class="${name} ${view.unfolded.has(name) ? 'unfolded' : ''}"
    role="group"
    aria-label=${label || nothing}
  >
    ${inner}
  </div>`;
}

function marketButton(state: WidgetState | null, strings: Strings | undefined, view: View): TemplateResult {
  const reads = state && !state.scopes.some((scope) => /^(marketplace:purchase|items:equip)$/.test(scope));
  return html`<button
    class="market ${reads ? 'quiet' : 'strong'}"
    part="market-button"
    aria-haspopup="dialog"
    aria-busy=${view.shopOpens}
    ?disabled=${!state}
    @pointerenter=${view.shopNear}
    @focus=${view.shopNear}
    @click=${view.shop}
  >
    ${strings && [state && icon('bag'), strings.t('shop'), reads ? html`<span class="soft">${strings.t('viewOnly')}</span>` : nothing]}
  </button>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { StringKey } from '../i18n/dictionary.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { ghosts } from './ghosts.ts';
import { stage } from './stage.ts';
import { wallet } from './wallet.ts';

const FIRST = { stage, wallet };
/** Filled once the first view stands, and how many shapes stand for what is not here. */
const LATER = { skills: 4, streaks: 1, badges: 6, leaderboard: 5 };

export type Section = keyof typeof FIRST | keyof typeof LATER | 'market';

/** A section by its name, empty while nothing is known of the buddy; nothing where no section has that name. */
export function sectionOf(
  name: string,
  state: WidgetState | null,
  strings: Strings | undefined,
  view: View,
): TemplateResult | typeof nothing {
  if (name === 'market') return marketButton(state, strings, view);
  const isLater = Object.hasOwn(LATER, name);
  if (!isLater && !Object.hasOwn(FIRST, name)) return nothing;
  const template = isLater ? view.more?.sections[name] : FIRST[name as keyof typeof FIRST];
  const label = name !== 'stage' && strings?.t(name as StringKey);
  const inner =
    state && strings && template
      ? template(state, strings, view)
      : isLater
        ? ghosts(LATER[name as keyof typeof LATER])
        : nothing;
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
  const reads = state && !state.scopes.includes('marketplace:purchase') && !state.scopes.includes('items:equip');
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
    ${icon('bag')}${strings?.t('shop')}${reads ? html`<span class="soft">${strings?.t('viewOnly')}</span>` : nothing}
  </button>`;
}

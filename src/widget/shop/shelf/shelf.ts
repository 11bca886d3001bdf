import { html, type TemplateResult } from 'lit';
import type { MarketItem } from '../../../contract/widget.ts';
import { rove } from '../../a11y/roving.ts';
import { itemCard, type Shelf } from './item-card.ts';

const GHOSTS = 9;

/** The items that pass the filters; null while they are on their way. */
export function shelfOf(items: MarketItem[] | null, nothingHere: string, shelf: Shelf): TemplateResult {
  if (!items) {
    return html`<ul class="shelf" role="list" aria-busy="true">
      ${Array.from({ length: GHOSTS }, () => html`<li class="item ghost"></li>`)}
    </ul>`;
  }
  if (items.length === 0) return html`<p class="empty">${nothingHere}</p>`;
  return html`<ul
    class="shelf"
    role="list"
    @keydown=${walk}
    @pointerleave=${() => shelf.point(null)}
    @focusout=${() => shelf.point(null)}
  >
    ${items.map((item, index) => itemCard(item, index, shelf))}
  </ul>`;
}

function walk(event: KeyboardEvent): void {
  rove(event, [...(event.currentTarget as HTMLElement).querySelectorAll('button')]);
}

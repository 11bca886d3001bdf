import { defineElement } from '../element/define-element.ts';
import { type Asking, admit } from './admit.ts';
import { HatchedMarket } from './market.ts';

/**
 * Makes ready what the shop of an element needs.
 * @throws WidgetError as `admit` does
 */
export function enter(host: Element, asking: Asking): void {
  admit(host, asking);
  defineElement('hatched-market', HatchedMarket);
}

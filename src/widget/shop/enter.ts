import type { LitElement } from 'lit';
import { defineElement } from '../element/define-element.ts';
import { type Asking, admit } from './admit.ts';
import { type Holding, handDown, type Speaking } from './contexts.ts';
import { HatchedMarket } from './market.ts';

const entered = new WeakSet<LitElement>();

/**
 * Makes ready what the shop of an element needs.
 * @throws WidgetError as `admit` does
 */
export function enter(host: LitElement, session: Asking & Holding, speaking: Speaking): void {
  admit(host, session);
  if (entered.has(host)) return;
  entered.add(host);
  defineElement('hatched-market', HatchedMarket);
  handDown(host, session, speaking);
}

import { ContextProvider, createContext } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { Strings } from '../i18n/strings.ts';
import type { Session } from '../session/session.ts';

/** The session whose buddy is shopping. */
export const sessionContext = createContext<Session | undefined>(Symbol('hatched-session'));
/** The texts of the page's language. */
export const stringsContext = createContext<Strings | undefined>(Symbol('hatched-strings'));

/** Hands the element's session and texts down to the shop. Comes with the shop: the first view has nobody to hand them to. */
export class ShopContexts implements ReactiveController {
  readonly #session: ContextProvider<typeof sessionContext, LitElement>;
  readonly #strings: ContextProvider<typeof stringsContext, LitElement>;
  readonly #speaking: { strings: Strings | undefined };
  readonly #holding: { session: Session | undefined };

  constructor(host: LitElement, holding: { session: Session | undefined }, speaking: { strings: Strings | undefined }) {
    this.#holding = holding;
    this.#speaking = speaking;
    this.#session = new ContextProvider(host, { context: sessionContext, initialValue: holding.session });
    this.#strings = new ContextProvider(host, { context: stringsContext, initialValue: speaking.strings });
    host.addController(this);
  }

  hostUpdated(): void {
    this.#session.setValue(this.#holding.session);
    this.#strings.setValue(this.#speaking.strings);
  }
}

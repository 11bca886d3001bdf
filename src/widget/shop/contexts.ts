import { ContextProvider, createContext } from '@lit/context';
import type { LitElement } from 'lit';
import type { Strings } from '../i18n/strings.ts';
import type { Session } from '../session/session.ts';

/** The session whose buddy is shopping. */
export const sessionContext = createContext<Session | undefined>(Symbol('hatched-session'));
/** The texts of the page's language. */
export const stringsContext = createContext<Strings | undefined>(Symbol('hatched-strings'));

export interface Holding {
  readonly session: Session | undefined;
}

export interface Speaking {
  readonly strings: Strings | undefined;
}

/** Hands the element's session and texts down to the shop. Comes with the shop: the first view has nobody to hand them to. */
export function handDown(host: LitElement, holding: Holding, speaking: Speaking): void {
  const session = new ContextProvider(host, { context: sessionContext, initialValue: holding.session });
  const strings = new ContextProvider(host, { context: stringsContext, initialValue: speaking.strings });
  host.addController({
    hostUpdated() {
      session.setValue(holding.session);
      strings.setValue(speaking.strings);
    },
  });
}

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Celebrate } from '../ceremony/notify.ts';
import type { Dictionary } from '../i18n/dictionary.ts';
import type { LookName } from '../look/looks.ts';
import type { LiveMode } from '../session/session.ts';
import type { TokenProvider } from '../session/tokens.ts';

/**
 * What a page sets on the element.
 *
 * @attr {string} session-token - a session or embed token; kept in memory, never reflected
 * @attr {string} publishable-key - with `user-id` or `buddy-id` (and `audience`): read-only
 * @attr {string} user-id - whose buddy it is, or whose egg; with a publishable key
 * @attr {string} buddy-id - which buddy it is; with a publishable key
 * @attr {string} audience - which of the user's buddies it is, where the configuration has several audiences
 * @attr {string} api-base - default: `/api/v1` on the origin that the script came from
 * @attr {'auto'|'light'|'dark'} theme - `auto` follows the page's `color-scheme`
 * @attr {'xs'|'sm'|'md'|'lg'|'full'} size - default `md`: a card; `xs` a face, `sm` a row, `lg` a panel, `full` a page
 * @attr {'candy'|'paper'|'brutal'|'midnight'} look - a theme by name; single variables win over it
 * @attr {string} sections - of `stage wallet skills streaks badges market leaderboard`, in the order wanted
 * @attr {string} leaderboard - key of the leaderboard that the section of that name shows
 * @attr {number} heading-level - 2 to 6, default 3
 * @attr {'auto'|'poll'|'off'} live - default `auto`: a stream, else polling
 * @attr {'full'|'quiet'|'off'} celebrate - default `full`; `quiet` is words and numbers alone
 * @attr {string} lang - else the closest ancestor's
 * @attr {string} demo - the element lives without a server: the real rules and the real art in the page, nothing kept, nothing sent; elements of one name share one buddy
 * @attr {boolean} debug - prints to the console what it does, never a token
 */
export class ElementSettings extends LitElement {
  static override properties: PropertyDeclarations = {
    sessionToken: { attribute: 'session-token' },
    publishableKey: { attribute: 'publishable-key' },
    userId: { attribute: 'user-id' },
    buddyId: { attribute: 'buddy-id' },
    audience: {},
    apiBase: { attribute: 'api-base' },
    theme: { reflect: true },
    size: { reflect: true },
    look: { reflect: true },
    sections: {},
    leaderboard: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    live: {},
    celebrate: {},
    lang: {},
    demo: {},
    debug: { type: Boolean },
    getSessionToken: { attribute: false },
    strings: { attribute: false },
  };

  declare sessionToken: string | null;
  declare publishableKey: string | null;
  declare userId: string | null;
  declare buddyId: string | null;
  declare audience: string | null;
  declare apiBase: string | null;
  declare theme: 'auto' | 'light' | 'dark' | null;
  declare size: 'xs' | 'sm' | 'md' | 'lg' | 'full' | null;
  declare look: LookName | null;
  declare sections: string | null;
  declare leaderboard: string | null;
  declare headingLevel: number;
  declare live: LiveMode;
  declare celebrate: Celebrate | null;
  declare lang: string;
  declare demo: string | null;
  declare debug: boolean;
  /** Asked for a token when there is none, before the one in use ends, and when the server refuses it. */
  declare getSessionToken: TokenProvider | undefined;
  /** Texts of your own, by key. */
  declare strings: Partial<Dictionary> | undefined;

  constructor() {
    super();
    this.sessionToken = this.publishableKey = this.userId = this.buddyId = this.audience = this.apiBase = null;
    this.theme = this.size = this.look = this.sections = this.leaderboard = this.celebrate = this.demo = null;
    this.live = 'auto';
    this.headingLevel = 3;
    this.debug = false;
  }
}

import { WidgetError } from '../api/errors.ts';
import { DEFAULT_BASE } from '../base.ts';
import { demoBase } from './demo.ts';
import { refuseSecret } from './secret.ts';
import type { TokenProvider } from './tokens.ts';

/** How an element may speak with the server, and in which language. */
export interface Credential {
  base: string;
  /** Session token, embed token or publishable key; null where only the page's function gives one. */
  token: string | null;
  provider: TokenProvider | undefined;
  /** Whose buddy a publishable key reads. */
  subject: Record<string, string>;
  language: string;
}

export interface CredentialSource {
  apiBase: string | null;
  sessionToken: string | null;
  publishableKey: string | null;
  userId: string | null;
  buddyId: string | null;
  audience: string | null;
  getSessionToken: TokenProvider | undefined;
  /** Set: it lives without a server, in the page's playground of that name. */
  demo: string | null;
  readonly language: string;
}

/**
 * The credential that an element spells; null while it spells none.
 * @throws WidgetError `secret_key_refused` when any attribute or property holds a secret key, `not_configured` for an
 * `api-base` that is no address
 */
export function credentialOf(element: Element & CredentialSource, defaultBase: string | null): Credential | null {
  const { sessionToken, publishableKey, userId, buddyId, audience, getSessionToken: provider, language } = element;
  const values = [...element.attributes].map((attribute) => attribute.value);
  [...values, sessionToken, publishableKey, userId, buddyId].forEach(refuseSecret);
  // What frameworks write for nothing is nothing; JSX writes `true` for an attribute without a value.
  if (element.demo || element.demo === '') {
    return { base: demoBase(element.demo), token: 'demo', provider: undefined, subject: {}, language };
  }
  const whose = buddyId ? { buddy_id: buddyId } : userId && { user_id: userId };
  const bearer = sessionToken || provider;
  const address = element.apiBase ?? defaultBase;
  if (!address || (!bearer && !(publishableKey && whose))) return null;
  if (!URL.canParse(address, document.baseURI)) {
    throw new WidgetError('not_configured', `api-base is no address: ${address}`);
  }
  const base = new URL(address, document.baseURI).href.replace(/\/$/, '');
  const token = (bearer ? sessionToken : publishableKey) || null;
  const subject = bearer || !whose ? {} : { ...whose, ...(audience && { audience }) };
  return { base, token, provider, subject, language };
}

/** Both speak with the same server for the same subject. */
export function sameSubject(a: Credential, b: Credential): boolean {
  const of = ({ base, subject }: Credential) => JSON.stringify({ base, ...subject });
  return of(a) === of(b);
}

export function notConfigured(): WidgetError {
  const message = DEFAULT_BASE
    ? 'Set session-token, getSessionToken, or publishable-key with user-id or buddy-id.'
    : 'This script does not know where it came from: set api-base to the address of your server’s API.';
  return new WidgetError('not_configured', message);
}

import { WidgetError } from '../api/errors.ts';
import { refuseSecret } from './secret.ts';
import type { TokenProvider } from './tokens.ts';

/** How an element may speak with the server. Elements that say the same share one session. */
export interface Credential {
  /** The same for the same server, token and subject. */
  id: string;
  base: string;
  /** Session token, embed token or publishable key; null where only the page's function gives one. */
  token: string | null;
  provider: TokenProvider | undefined;
  /** Whose buddy a publishable key reads. */
  subject: Record<string, string>;
}

export interface CredentialSource {
  apiBase: string | null;
  sessionToken: string | null;
  publishableKey: string | null;
  userId: string | null;
  buddyId: string | null;
  audience: string | null;
  getSessionToken: TokenProvider | undefined;
}

/**
 * The credential that an element spells; null while it spells none.
 * @throws WidgetError `secret_key_refused` when any attribute or property holds a secret key
 */
export function credentialOf(element: Element & CredentialSource, defaultBase: string): Credential | null {
  const { sessionToken, publishableKey, userId, buddyId, audience, getSessionToken: provider } = element;
  const values = [...element.attributes].map((attribute) => attribute.value);
  [...values, sessionToken, publishableKey, userId, buddyId].forEach(refuseSecret);
  const base = new URL(element.apiBase ?? defaultBase, document.baseURI).href.replace(/\/$/, '');
  const whose = buddyId ? { buddy_id: buddyId } : userId && { user_id: userId };
  const bearer = sessionToken || provider;
  if (!bearer && !(publishableKey && whose)) return null;
  const token = bearer ? sessionToken : publishableKey;
  const subject = bearer || !whose ? {} : { ...whose, ...(audience && { audience }) };
  return { id: JSON.stringify([base, token, subject]), base, token, provider, subject };
}

export function sameCredential(a: Credential, b: Credential): boolean {
  return a.id === b.id && (!!a.token || a.provider === b.provider);
}

export function notConfigured(): WidgetError {
  const message = 'Set session-token, getSessionToken, or publishable-key with user-id or buddy-id.';
  return new WidgetError('not_configured', message);
}

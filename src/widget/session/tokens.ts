import { WidgetError } from '../api/errors.ts';
import { refuseSecret } from './secret.ts';

/** Why a token is asked for: none was given, the one we hold ends soon, or the server refused it. */
export type TokenReason = 'missing' | 'expiring' | 'expired';
/** What the page may pass on to its server when it asks for a token. */
export interface TokenContext {
  /** The visitor's, by its IANA name. */
  timeZone: string;
  language: string;
}
export type TokenProvider = (reason: TokenReason, context: TokenContext) => Promise<string> | string;

const REFRESH_AT = 0.8;
const SHORTEST_GAP_MS = 5_000;

/**
 * Holds the credential, in memory only, and renews it through the page before it ends. Times are the page's own
 * (`performance.now()`): the visitor's clock may be wrong.
 */
export class Tokens {
  /** When 80 % of the token's life are over. */
  dueAt = Infinity;
  language = '';
  /** A token for somebody else has come. */
  onOther: () => void = () => undefined;
  #token: string | null = null;
  readonly #provider: () => TokenProvider | undefined;
  #askedAt = -Infinity;
  #renewal: Promise<string | null> | null = null;

  constructor(token: string | null, provider: () => TokenProvider | undefined) {
    this.#provider = provider;
    if (token) this.take(token);
  }

  /** Whose buddy the token in use shows, as far as it says. */
  get subject(): string | undefined {
    return subjectOf(this.#token);
  }

  take(token: string): void {
    const before = this.subject;
    this.#token = token;
    this.dueAt = dueAt(token);
    if (before && before !== this.subject) this.onOther();
  }

  /** The token to send. Renews first where that is due: a device that slept wakes up with an old one. */
  async current(): Promise<string> {
    if (this.#token && performance.now() < this.dueAt) return this.#token;
    const token = (await this.#renew(this.#token ? 'expiring' : 'missing')) ?? this.#token;
    if (!token) throw new WidgetError('session_expired', 'getSessionToken gave no token.', { status: 401 });
    return token;
  }

  /** Another token for the one that was refused, or null. */
  async replace(refused: string): Promise<string | null> {
    return this.#token === refused ? this.#renew('expired') : this.#token;
  }

  /** Forgets how lately the page was asked: a person asks to try again. */
  forgive(): void {
    this.#askedAt = -Infinity;
  }

  #renew(reason: TokenReason): Promise<string | null> {
    this.#renewal ??= this.#ask(reason).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #ask(reason: TokenReason): Promise<string | null> {
    const provider = this.#provider();
    const now = performance.now();
    if (!provider || now - this.#askedAt < SHORTEST_GAP_MS) return null;
    this.#askedAt = now;
    try {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const token = await provider(reason, { timeZone, language: this.language });
      refuseSecret(token);
      this.take(token);
      return token;
    } catch (error) {
      console.error('hatched-buddy: getSessionToken failed.', error);
      return null;
    }
  }
}

/** How long a token lives it says itself; when that began we know only where the page has just been given it. */
function dueAt(token: string): number {
  const { iat = 0, exp = Infinity } = claims(token);
  return performance.now() + (exp - iat) * REFRESH_AT * 1000;
}

export function subjectOf(token: string | null): string | undefined {
  return claims(token ?? '').sub;
}

/** What a token says of itself; the server alone decides whether it is true. A key says nothing. */
function claims(token: string): { iat?: number; exp?: number; sub?: string } {
  const [, said] = token.split('.');
  // What is thrown and caught takes longer than all the rest.
  if (!said) return {};
  try {
    return JSON.parse(atob(said.replace(/-/g, '+').replace(/_/g, '/'))) as ReturnType<typeof claims>;
  } catch {
    return {};
  }
}

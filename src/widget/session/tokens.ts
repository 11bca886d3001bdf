import { WidgetError } from '../api/errors.ts';
import { refuseSecret } from './secret.ts';

/** Why a token is asked for: none was given, the one we hold ends soon, or the server refused it. */
export type TokenReason = 'missing' | 'expiring' | 'expired';
export type TokenProvider = (reason: TokenReason) => Promise<string> | string;

const REFRESH_AT = 0.8;
const SHORTEST_GAP_MS = 5_000;

/** Holds the credential, in memory only, and renews it through the page before it ends. */
export class Tokens {
  /** When 80 % of the token's life are over. */
  dueAt = Infinity;
  #token: string | null;
  readonly #provider: () => TokenProvider | undefined;
  #askedAt = 0;
  #renewal: Promise<string | null> | null = null;

  constructor(token: string | null, provider: () => TokenProvider | undefined) {
    this.#token = token;
    this.#provider = provider;
    if (token) this.dueAt = dueAt(token);
  }

  /** The token to send. Renews first where that is due: a device that slept wakes up with an old one. */
  async current(): Promise<string> {
    if (this.#token && Date.now() < this.dueAt) return this.#token;
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
    this.#askedAt = 0;
  }

  #renew(reason: TokenReason): Promise<string | null> {
    this.#renewal ??= this.#ask(reason).finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #ask(reason: TokenReason): Promise<string | null> {
    const provider = this.#provider();
    const now = Date.now();
    if (!provider || now - this.#askedAt < SHORTEST_GAP_MS) return null;
    this.#askedAt = now;
    try {
      const token = await provider(reason);
      refuseSecret(token);
      this.dueAt = dueAt(token);
      return (this.#token = token);
    } catch (error) {
      console.error('hatched-buddy: getSessionToken failed.', error);
      return null;
    }
  }
}

/** A device whose clock is far off counts from when it got the token. */
function dueAt(token: string): number {
  const { iat = 0, exp = Infinity } = claims(token);
  const now = Date.now() / 1000;
  const life = exp - iat;
  const start = now > iat && now < exp ? iat : now;
  return (start + life * REFRESH_AT) * 1000;
}

/** What a token says of itself; the server alone decides whether it is true. A key says nothing. */
export function claims(token: string): { iat?: number; exp?: number; sub?: string } {
  try {
    return JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as ReturnType<typeof claims>;
  } catch {
    return {};
  }
}

/** Calls a minute. */
export const RATES = {
  /** One secret key, where no setting says otherwise. */
  secret: 6000,
  /** One publishable key or embed token at one address, since all visitors of a page share it; one session; one token that has ended. */
  browser: 300,
  /** Everything without a credential from one address. */
  anonymous: 60,
  /** Credentials that nobody knows from one address. */
  failed: 60,
  /** PNGs for one address that have to be drawn first: each takes the one drawing process a while. */
  drawn: 120,
} as const;

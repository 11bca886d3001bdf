/** Calls a minute, but for `seat` and `kept`: these are calls an hour. */
export const RATES = {
  /** One secret key, where no setting says otherwise. */
  secret: 6000,
  /**
   * One publishable key and all embed tokens that it made, at one address, since all visitors of a page share it; one
   * other token; one token that has ended.
   */
  browser: 300,
  /** All tokens of one world at one address: a whole school may share one. */
  tokens: 6000,
  /** Everything without a credential from one address. */
  anonymous: 60,
  /** Credentials that nobody knows from one address. */
  failed: 60,
  /** Pictures, files and pages for one address. Generous, since a whole school may share one; each process counts for itself. */
  public: 6000,
  /** PNGs for one address that have to be drawn first: each takes the one drawing process a while. */
  drawn: 120,
  /**
   * What the tokens of one seat do, by scope, where no setting says otherwise: one every two seconds, for a whole hour. What
   * a page sends is kept for ever; nothing else bounds how much of it there is.
   */
  seat: 2000,
  /** Calls of a publishable key with an Idempotency-Key, at one address: their answers are kept for a day. */
  kept: 2000,
} as const;

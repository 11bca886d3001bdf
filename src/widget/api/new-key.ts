/** A key that nobody else has; pages without HTTPS have no `randomUUID`. */
export function newIdempotencyKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

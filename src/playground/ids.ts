const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const KINDS = {
  buddy: 'buddy',
  egg: 'egg',
  event: 'evt',
  operation: 'op',
  ledger: 'led',
  purchase: 'pur',
  config: 'cfg',
};

/** An id as the server makes them: a prefix and 26 characters of Crockford's base 32. */
export function newId(kind: keyof typeof KINDS): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return `${KINDS[kind]}_${[...bytes].map((byte) => LETTERS[byte & 31]).join('')}`;
}

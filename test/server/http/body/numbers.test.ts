import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHeld } from '../../../../src/server/http/body/numbers.ts';
import { parseJson } from '../../../../src/server/http/body/json.ts';
import { UNHELD } from '../../../../src/server/http/body/flaws.ts';

test.each([
  '0', '-0', '0.0', '0e9', '1', '-1', '0.1', '1.10', '100', '1e2', '1E+2', '12.5e-3', '9007199254740992', '9007199254740994',
  '0.30000000000000004', '123456789012345680000', '1e23', '5e-324', '1.7976931348623157e308', '4.35',
])('%s is held', (source) => expect(isHeld(source)).toBe(true)); // prettier-ignore

test.each([
  '9007199254740993', '-9007199254740993', '9007199254740993.0', '900719925474099.3e1', '1e400', '-1e400', '1e-400', '4e-324',
  '0.1234567890123456789', '12345678901234567890', '3.14159265358979323846264', `1${'0'.repeat(50)}1`, '9'.repeat(500),
])('%s is not', (source) => expect(isHeld(source)).toBe(false)); // prettier-ignore

test('whatever JavaScript writes is held', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isHeld(JSON.stringify(value))));
});

test('what is held is the same number when it is written again, with the digits it came with', () => {
  const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const zeros = fc.integer({ min: 0, max: 30 }).map((count) => 10n ** BigInt(count));
  fc.assert(
    fc.property(digits, zeros, (most, scale) => {
      const value = most * scale;
      expect(isHeld(String(value))).toBe(writtenAgain(value) === value);
    }),
    { examples: [[-11920928955078125n, 10n ** 7n]] },
  );
});

/** What a double makes of an integer, rounded where the integer's own digits end; counted exactly. */
function writtenAgain(value: bigint): bigint {
  const exact = BigInt(Number(value));
  let unit = 1n;
  while (value !== 0n && value % (unit * 10n) === 0n) unit *= 10n;
  const size = exact < 0n ? -exact : exact;
  const rounded = ((size + unit / 2n) / unit) * unit;
  return exact < 0n ? -rounded : rounded;
}

test('a body is read as it always was, but for the numbers that would be others', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { value } = parseJson(Buffer.from(text));
      expect(value).toEqual(JSON.parse(text));
    }),
  );
  const { value, isSuspect } = parseJson(Buffer.from('{"a":[-12345678901234567890,"12345678901234567890",1]}'));
  expect(isSuspect).toBe(true);
  expect(value).toEqual({ a: [`${UNHELD}-12345678901234567890`, '12345678901234567890', 1] });
});

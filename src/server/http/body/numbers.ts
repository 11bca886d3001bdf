/** More than a double ever needs; `toPrecision` takes no more. */
const MOST_DIGITS = 100;

/**
 * Whether a double holds a number of JSON: written with as many digits as it was sent with, it is the same again. 0.1 is,
 * although no double is exactly that; 9007199254740993, 1e400 and 1e-400 are not.
 */
export function isHeld(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value)) return false;
  // As JavaScript writes it, which most are.
  if (String(value) === source) return true;
  const digits = digitsOf(source);
  if (value === 0 || digits === '') return value === 0 && digits === '';
  return digits.length <= MOST_DIGITS && digitsOf(value.toPrecision(digits.length)) === digits;
}

/** The significant digits: without sign, point, exponent, and leading or trailing zeros. */
function digitsOf(text: string): string {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

/** Shorter names differ by one letter too easily to mean the same. */
const LONG_ENOUGH = 5;

/**
 * Whether two different names look like two spellings of one: they differ in case and punctuation only, or in one
 * letter. A different digit is meant (`lesson_1`, `lesson_2`).
 */
export function spelledAlike(one: string, other: string): boolean {
  const [first, second] = [bare(one), bare(other)];
  if (first === second) return true;
  if (Math.min(first.length, second.length) < LONG_ENOUGH || digits(first) !== digits(second)) return false;
  return differByOne(first, second);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function digits(name: string): string {
  return name.replace(/\D/g, '');
}

/** One letter more, less, or another. */
function differByOne(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  const rest = long.slice(same + 1);
  return rest === short.slice(same) || (short.length === long.length && rest === short.slice(same + 1));
}

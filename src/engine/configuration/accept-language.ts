import type { Languages } from './texts.ts';

/** Longer lists are cut: no browser sends more. */
const MOST_RANGES = 10;
const LONGEST = 300;
const MOST_KEPT = 500;

const NONE: Languages = [];
/** Browsers of one language send the same header. */
const known = new Map<string, Languages>();

/** The language ranges of an `Accept-Language` (RFC 9110, 12.5.4), the most wanted first; without what is refused. */
export function languagesIn(header: string | undefined): Languages {
  if (header === undefined || header.length > LONGEST) return NONE;
  let found = known.get(header);
  if (!found) {
    found = read(header);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(header, found);
  }
  return found;
}

function read(header: string): Languages {
  const ranges = header.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((one) => one.trim());
    const weight = parameters.find((one) => /^q=/i.test(one));
    const q = weight === undefined ? 1 : Number(weight.slice(2));
    return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(range) && q > 0 && q <= 1 ? [{ range, q }] : [];
  });
  // Sorting keeps the order of those that are wanted as much.
  return ranges
    .sort((one, other) => other.q - one.q)
    .slice(0, MOST_RANGES)
    .map(({ range }) => range);
}

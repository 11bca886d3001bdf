export type Kind = 'event' | 'track' | 'batch' | 'grant' | 'state' | 'buddy' | 'picture' | 'shop';

/** Of a hundred calls. */
const MIX: [Kind, number][] = [
  ['event', 48],
  ['state', 20],
  ['picture', 10],
  ['track', 5],
  ['batch', 5],
  ['buddy', 5],
  ['shop', 5],
  ['grant', 2],
];

/** Always the same order, so that every phase has the same mix. */
export function kindOf(n: number): Kind {
  let at = (n * 37) % 100;
  for (const [kind, share] of MIX) if ((at -= share) < 0) return kind;
  return 'event';
}

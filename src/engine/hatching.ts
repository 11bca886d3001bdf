import type { EggStatus } from '../contract/buddy/eggs.ts';

/** The fields of an egg that further events of its user change; with enough events the egg becomes ready. Null: none. */
export function warmer(
  egg: { status: EggStatus; warmth: number },
  ready_after: number | undefined,
  events: number,
): { status: EggStatus; warmth: number } | null {
  if (ready_after === undefined || events === 0 || egg.status !== 'waiting') return null;
  const warmth = Math.min(ready_after, egg.warmth + events);
  return { warmth, status: warmth === ready_after ? 'ready' : 'waiting' };
}

import type { Explanation } from '../../contract/events.ts';
import type { StoredExplanation } from '../store/rows.ts';

/** As it is stored with its event. */
export function storedExplanation(explanation: readonly Explanation[]): StoredExplanation[] {
  return explanation.map(({ rule, kind, fired, reason, amount }) =>
    amount === undefined ? [rule, kind, fired ? 1 : 0, reason] : [rule, kind, fired ? 1 : 0, reason, amount],
  );
}

/** As the API answers it. */
export function explanationOf(kept: readonly StoredExplanation[]): Explanation[] {
  return kept.map(([rule, kind, fired, reason, amount]) => ({
    rule,
    kind,
    fired: fired === 1,
    reason,
    ...(amount !== undefined && { amount }),
  }));
}
